import { readJson } from './json.ts';
import type { Bytes } from './signatures/bytes.ts';

const MOST_FIELDS = 200;
/** Fields of a form in which tools put a whole JSON text. */
const WRAPPERS = ['payload', 'data'];
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Whether a body of this type may hold a message. Amazon SNS says `text/plain`, and some say nothing. */
export function isReadableType(type: string): boolean {
  const name = typeName(type);
  return name === '' || name === 'text/plain' || /^application\/(?:[\w.-]+\+)?json$/.test(name) || FORMS.includes(name);
}

/** The message in a body: its value, and its text as JSON whatever form it came in. */
export async function readPayload(body: Bytes, type: string): Promise<Payload> {
  const isForm = FORMS.includes(typeName(type)) && !looksLikeJson(body);
  const text = isForm ? await formText(body, type) : decode(body);
  if (text === undefined) return { text: '', problem: 'The body is not UTF-8 text, or not the form it says it is.' };
  const read = readJson(text);
  return 'problem' in read ? { text, problem: read.problem } : { text, value: read.value };
}

// Whoever sends JSON with `curl -d` has said that it is a form.
function looksLikeJson(body: Bytes): boolean {
  return /^\s*[[{]/.test(new TextDecoder().decode(body.subarray(0, 100)));
}

async function formText(body: Bytes, type: string): Promise<string | undefined> {
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
    if (fields.length > MOST_FIELDS) return undefined;
    const wrapped = fields.find(([name, value]) => WRAPPERS.includes(name) && value.trimStart().startsWith('{'));
    return wrapped ? wrapped[1] : JSON.stringify(Object.fromEntries(fields));
  } catch {
    return undefined;
  }
}

function decode(body: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function typeName(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

export type Payload = { text: string; value: unknown; problem?: never } | { text: string; problem: string };
