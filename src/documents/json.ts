import { cleanText } from '../schema/text.ts';

/** A JSON document for programs and for people who open it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, cleaned, 2)}\n`;
}

function cleaned(_: string, value: unknown): unknown {
  return typeof value === 'string' ? cleanText(value) : value;
}
