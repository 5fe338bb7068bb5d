import { createHash } from 'node:crypto';
import type { IssueState } from './issue.ts';

const BEGIN = '<!-- allclear: action -->';
const END = /<!-- allclear: action ([0-9a-f]{16}) (open|done|dropped) ([0-9a-f]{8}) ([0-9a-f]{8}|-) -->/;
const BLOCK = new RegExp(`${BEGIN}[\\s\\S]*?${END.source}`);

/** What stands hidden in an issue: which item it is of, and how both were when they last agreed. */
export interface Marker {
  key: string;
  state: IssueState;
  /** Of what was written into the issue. */
  digest: string;
  /** Of the title as it was written; nothing where a person gave it. */
  title: string | undefined;
}

export function readMarker(body: string): Marker | undefined {
  const [, key, state, digest, title] = END.exec(body) ?? [];
  if (!key || !state || !digest) return undefined;
  return { key, state: state as IssueState, digest, title: title === '-' ? undefined : title };
}

/** A body with our part in it; what people wrote around that stays. */
export function withBlock(body: string, text: string, marker: Marker): string {
  const block = `${BEGIN}\n${text}\n${printed(marker)}`;
  if (BLOCK.test(body)) return body.replace(BLOCK, () => block);
  return body.trim() === '' ? block : `${body.trimEnd()}\n\n${block}`;
}

/** The same body with another marker. */
export function withMarker(body: string, marker: Marker): string {
  return body.replace(END, () => printed(marker));
}

export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

function printed({ key, state, digest, title = '-' }: Marker): string {
  return `<!-- allclear: action ${key} ${state} ${digest} ${title} -->`;
}
