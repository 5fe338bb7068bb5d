/** One request to a receiver; sending it is somebody else's. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** A request with a value as JSON. */
export function jsonRequest(
  url: string,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest & { body: string } {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}
