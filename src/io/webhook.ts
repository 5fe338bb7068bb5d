const TIMEOUT_MS = 10_000;

/** A message was not taken; it is sent again later. */
class NotTaken extends Error {}

/** Posts a message as JSON. The id lets the receiver tell a repeat. */
export async function postWebhook(address: string, id: string, message: object): Promise<void> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'webhook-id': id },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
  } catch (error) {
    throw new NotTaken(error instanceof Error ? error.message : String(error));
  }
  if (!response.ok) throw new NotTaken(`The receiver answered ${response.status}.`);
}
