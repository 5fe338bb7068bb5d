import { isDeepStrictEqual } from 'node:util';
import type { ActionItem } from '../schema/action-item.ts';
import { readTasks } from './action-items.ts';

const BOX = /^((?:[\s>]*(?:[-*+]|\d+[.)])\s+)+)\[([ xX])\](\s+)/;

export interface TaskChange {
  /** Ticked or not. */
  done?: boolean;
  /** The day it was done, where it is ticked. */
  on?: string;
  /** The address of the issue that tracks it. */
  issue?: string;
}

/** Thrown where there is no task line, or its line cannot be changed alone. */
export class NoTask extends Error {}

/** A body with one task changed: one line of it, and in that line nothing but what was asked for. */
export function editTask(body: string, mdx: boolean, line: number, change: TaskChange): string {
  const before = readTasks(body, mdx);
  const index = before.findIndex((one) => one.line === line);
  const lines = body.split('\n');
  const old = lines[line - 1];
  if (index < 0 || old === undefined || !BOX.test(old)) throw new NoTask(`There is no task on line ${line}.`);
  const isWhole = before[index]?.lines === 1;
  lines[line - 1] = changed(old, change, isWhole);
  const edited = lines.join('\n');
  const after = readTasks(edited, mdx);
  const isSame = after.length === before.length && before.every((one, at) => at === index || same(one, after[at]));
  if (isSame && before[index] && same({ ...before[index], item: asked(before[index].item, change) }, after[index]))
    return edited;
  throw new NoTask(`The task on line ${line} cannot be changed by itself; put it on one line first.`);
}

function same(a: object, b: object | undefined): boolean {
  return isDeepStrictEqual(a, b);
}

/** The item as it is to read. */
function asked(item: ActionItem, { done = item.done, on, issue = item.issue }: TaskChange): ActionItem {
  const { doneOn: before, issue: _, ...rest } = item;
  const doneOn = on ?? (item.done ? before : undefined);
  return { ...rest, done, ...(done && doneOn && { doneOn }), ...(issue && { issue }) };
}

function changed(line: string, { done, on, issue }: TaskChange, isWhole: boolean): string {
  const end = line.endsWith('\r') ? '\r' : '';
  let text = end ? line.slice(0, -1) : line;
  if (done !== undefined) {
    text = withField(text, 'done', done ? on : undefined, isWhole);
    text = text.replace(BOX, (_, bullet: string, __, gap: string) => `${bullet}[${done ? 'x' : ' '}]${gap}`);
  }
  if (issue !== undefined) text = withField(text, 'issue', issue, isWhole);
  return text + end;
}

/** A field set, added or taken away; where the task goes on below, a new one stands before its words. */
function withField(text: string, name: string, value: string | undefined, isWhole: boolean): string {
  const present = new RegExp(`(\\s*[·|]\\s*)${name}\\s*:[^·|]*?(?=\\s*(?:[·|]|$))`, 'i');
  const first = new RegExp(`(\\[[ xX]\\]\\s+)${name}\\s*:[^·|]*[·|]\\s*`, 'i');
  if (present.test(text))
    return text.replace(present, (_, joint: string) => (value === undefined ? '' : `${joint}${name}: ${value}`));
  if (first.test(text))
    return text.replace(first, (_, box: string) => (value === undefined ? box : `${box}${name}: ${value} · `));
  if (value === undefined) return text;
  if (isWhole) return `${text.trimEnd()} · ${name}: ${value}`;
  return text.replace(BOX, (box) => `${box}${name}: ${value} · `);
}
