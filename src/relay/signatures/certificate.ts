import { type Bytes, fromBase64 } from './bytes.ts';

const SEQUENCE = 0x30;
const VERSION = 0xa0;
/** Fields of a certificate's body before its public key: serial number, algorithm, issuer, validity, subject. */
const FIELDS_BEFORE_KEY = 5;

/** The public key in an X.509 certificate, in the form that web cryptography imports; none where it is no certificate. */
export function publicKeyIn(pem: string): Bytes | undefined {
  const text = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  const bytes = text && fromBase64(text.replaceAll(/\s/g, ''));
  if (!bytes) return undefined;
  const certificate = elementAt(bytes, 0);
  const body = certificate?.tag === SEQUENCE ? elementAt(bytes, certificate.start) : undefined;
  if (body?.tag !== SEQUENCE) return undefined;
  let field = elementAt(bytes, body.start);
  if (field?.tag === VERSION) field = elementAt(bytes, field.end);
  for (let skipped = 0; skipped < FIELDS_BEFORE_KEY && field; skipped++) field = elementAt(bytes, field.end);
  return field?.tag === SEQUENCE && field.end <= body.end ? bytes.slice(field.from, field.end) : undefined;
}

/** The element of a DER encoding that begins at a place: where it is from and to, and where its content starts. */
function elementAt(bytes: Bytes, from: number): Element | undefined {
  const tag = bytes[from];
  const first = bytes[from + 1];
  if (tag === undefined || first === undefined) return undefined;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  if (digits > 3) return undefined;
  let length = digits === 0 ? first : 0;
  for (let at = 0; at < digits; at++) length = length * 256 + (bytes[from + 2 + at] ?? 0);
  const start = from + 2 + digits;
  const end = start + length;
  return end <= bytes.length ? { tag, from, start, end } : undefined;
}

interface Element {
  tag: number;
  from: number;
  start: number;
  end: number;
}
