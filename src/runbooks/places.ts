import { VARIABLE_PLACE } from '../schema/runbook.ts';

/** A place in a command that a value is put into. */
export interface Place {
  name: string;
  start: number;
  end: number;
  /** How the shell reads what stands there; nothing can be filled in where a quotation is closed to it. */
  where: 'plain' | 'double' | 'single' | 'closed';
}

export type Values = ReadonlyMap<string, { value: string; secret: boolean }>;

const SAFE = /^[\w./:=@%+,-]+$/;

/** The places of a command, and how the shell reads each. */
export function placesIn(code: string): Place[] {
  const contexts = contextsOf(code);
  return [...code.matchAll(VARIABLE_PLACE)].map(({ index, 0: { length }, 1: name = '' }) => ({
    name,
    start: index,
    end: index + length,
    where: contexts[index] ?? 'closed',
  }));
}

/** A command as people read it, with its values in it, each one word however it is written; secrets stay places. */
export function shownCommand(code: string, values: Values): string {
  return replaced(code, values, ({ where }, { value, secret }, place) => {
    if (secret || where === 'closed') return place;
    if (SAFE.test(value)) return value;
    const quoted = `'${value.replaceAll("'", "'\\''")}'`;
    return where === 'plain' ? quoted : where === 'double' ? `"${quoted}"` : `'${quoted}'`;
  });
}

/** A command as the shell gets it: values come by its environment, so that the shell never reads one as anything else. */
export function shellCommand(code: string, values: Values): { code: string; env: Record<string, string> } {
  const env: Record<string, string> = {};
  const text = replaced(code, values, ({ name, where }, { value }, place) => {
    if (where === 'closed') return place;
    const variable = `allclear_${name}`;
    env[variable] = value;
    return where === 'plain' ? `"\${${variable}}"` : where === 'double' ? `\${${variable}}` : `'"\${${variable}}"'`;
  });
  return { code: text, env };
}

function replaced(
  code: string,
  values: Values,
  replace: (place: Place, value: { value: string; secret: boolean }, text: string) => string,
): string {
  let text = '';
  let at = 0;
  for (const place of placesIn(code)) {
    const value = values.get(place.name);
    if (!value) continue;
    text += code.slice(at, place.start) + replace(place, value, code.slice(place.start, place.end));
    at = place.end;
  }
  return text + code.slice(at);
}

type Context = 'plain' | 'double' | 'single' | 'closed';

/** How the shell reads each character. What is hard to tell for certain is closed. */
function contextsOf(code: string): Context[] {
  const found: Context[] = [];
  const open: { context: Context; ends: string }[] = [{ context: 'plain', ends: '' }];
  let heredoc = false;
  for (let at = 0; at < code.length; at++) {
    const { context, ends } = open.at(-1) ?? { context: 'plain', ends: '' };
    const rest = code.slice(at, at + 3);
    found[at] = heredoc ? 'closed' : context;
    if (rest[0] === '\\' && context !== 'single') {
      found[++at] = 'closed';
      continue;
    }
    if (ends !== '' && code.startsWith(ends, at)) {
      open.pop();
      at += ends.length - 1;
      continue;
    }
    if (context === 'single' || context === 'closed') continue;
    if (rest.startsWith('{{')) continue;
    heredoc ||= context === 'plain' && rest.startsWith('<<') && rest[2] !== '<';
    const opening = openingOf(rest, context, code[at - 1]);
    if (!opening) continue;
    const { length, ...inner } = opening;
    for (let next = 1; next < length; next++) found[++at] = 'closed';
    open.push(inner);
  }
  return found;
}

function openingOf(
  rest: string,
  context: Context,
  before: string | undefined,
): { context: Context; ends: string; length: number } | undefined {
  if (rest.startsWith('$((')) return { context: 'closed', ends: '))', length: 3 };
  if (rest.startsWith('$(')) return { context: 'plain', ends: ')', length: 2 };
  if (rest.startsWith('${')) return { context: 'closed', ends: '}', length: 2 };
  if (rest.startsWith('`')) return { context: 'closed', ends: '`', length: 1 };
  if (context === 'double') return undefined;
  if (rest.startsWith("$'")) return { context: 'closed', ends: "'", length: 2 };
  if (rest.startsWith('((')) return { context: 'closed', ends: '))', length: 2 };
  if (rest.startsWith('(')) return { context: 'plain', ends: ')', length: 1 };
  if (rest.startsWith('"')) return { context: 'double', ends: '"', length: 1 };
  if (rest.startsWith("'")) return { context: 'single', ends: "'", length: 1 };
  if (rest.startsWith('#') && /^$|[\s;|&(]/.test(before ?? '')) return { context: 'closed', ends: '\n', length: 1 };
  return undefined;
}
