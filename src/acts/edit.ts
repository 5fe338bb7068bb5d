import { appendBody, type FieldLines, replaceField, splitFields } from '../parse/fields.ts';
import { type PrintedUpdate, printUpdate } from '../parse/print-update.ts';
import { printYaml } from '../parse/yaml.ts';

export interface Edit {
  /** Fields at the top with their new values; one without a value goes. */
  fields?: Record<string, unknown>;
  /** An update that is added at the end. */
  update?: PrintedUpdate | undefined;
  /** What is to stand below the fields instead of what stands there. */
  body?: string;
}

/** A file with some of its fields changed and an update added; every other line stays as it is. */
export function edited(text: string, { fields = {}, update, body }: Edit): string {
  const file = splitFields(text);
  for (const [name, value] of Object.entries(fields)) {
    replaceField(file, name, value === undefined ? [] : linesOf({ [name]: value }));
  }
  if (body !== undefined) replaceBody(file, body);
  if (update) appendBody(file, printUpdate(update));
  return file.lines.join(file.eol);
}

/** A new file. */
export function written(fields: Record<string, unknown>, body: string): string {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return `---\n${printYaml(given)}---\n\n${body.trimEnd()}\n`;
}

function replaceBody(file: FieldLines, body: string): void {
  file.lines.splice(file.close + 1);
  file.lines.push('', ...body.trimEnd().split('\n'), '');
}

function linesOf(field: Record<string, unknown>): string[] {
  return printYaml(field).trimEnd().split('\n');
}
