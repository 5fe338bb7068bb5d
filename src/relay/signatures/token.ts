import { isOneOf } from './digest.ts';

/** The header for tools that can set one, but not `Authorization`. */
export const TOKEN_HEADER = 'x-allclear-token';

/**
 * Whether a request carries one of the tokens: as `Authorization: Bearer`, as the password of `Authorization: Basic`, in
 * `X-Allclear-Token`, or as `?token=` in its address.
 */
export async function hasToken(request: Request, tokens: readonly string[]): Promise<boolean> {
  const given = tokensIn(request);
  return given.length > 0 && (await isOneOf(given, tokens));
}

function tokensIn(request: Request): string[] {
  const authorization = request.headers.get('authorization') ?? '';
  const bearer = /^bearer +(.+)$/i.exec(authorization)?.[1];
  const basic = /^basic +(.+)$/i.exec(authorization)?.[1];
  const query = new URL(request.url).searchParams.get('token');
  const given = [bearer, basic && passwordIn(basic), request.headers.get(TOKEN_HEADER), query];
  return given.filter((token): token is string => Boolean(token));
}

function passwordIn(credentials: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    return text.slice(text.indexOf(':') + 1);
  } catch {
    return undefined;
  }
}
