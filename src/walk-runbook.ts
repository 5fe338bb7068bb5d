import { join } from 'node:path';
import { find } from './acts/desk.ts';
import { readWriter } from './acts/note.ts';
import type { Store } from './alerts/store.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import { shown } from './cli/shown.ts';
import { Stopped, type TerminalAsker } from './io/asker.ts';
import { ifUnlocked } from './io/lock.ts';
import { openLines } from './io/run-journal.ts';
import { runShell } from './io/shell.ts';
import { deskOf } from './load-desk.ts';
import type { Entry } from './parse/entry.ts';
import { printNote } from './parse/print-update.ts';
import { type Event, readJournal, valuesOf } from './runbooks/journal.ts';
import { masked, masker, secretsIn } from './runbooks/mask.ts';
import { notesOf } from './runbooks/notes.ts';
import { boundedOutput } from './runbooks/output.ts';
import { nameOf, readSteps } from './runbooks/steps.ts';
import { type IncidentValues, valuesBook } from './runbooks/values.ts';
import { walk } from './runbooks/walk.ts';

export interface WalkRunbookOptions {
  runbook: Entry<'runbook'>;
  /** Where it is written down, and for which incident; nothing is kept of a walk outside of one. */
  incident: { name: string; store: Store; wait: (ms: number) => Promise<unknown> } | undefined;
  who: string;
  /** The folder of journals. */
  folder: string;
  given: ReadonlyMap<string, string>;
  timeoutMs: number;
  resume: boolean;
  ask: TerminalAsker;
  now: () => number;
  say: (line: string) => void;
  bold: (text: string) => string;
  environment: Readonly<Record<string, string | undefined>>;
}

export type Walked =
  | { how: 'locked' }
  | { how: 'finished' | 'stopped'; written: CarriedOut | undefined; summary: string; journal: string };

/** Walks a runbook with somebody, and writes down what was done; whatever interrupts it, it can be resumed. */
export async function walkRunbook(options: WalkRunbookOptions): Promise<Walked> {
  const { runbook, incident, folder } = options;
  if (incident) readWriter(options.who);
  const about = incident && (await incidentOf(incident, runbook, options.now));
  const file = join(folder, `${runbook.id}${about ? `--${about.id}` : ''}.jsonl`);
  return ifUnlocked(`${file}.lock`, () => walkOnce(file, about, options)).then((walked) =>
    walked === 'locked' ? { how: 'locked' } : walked,
  );
}

async function walkOnce(
  file: string,
  about: IncidentValues | undefined,
  options: WalkRunbookOptions,
): Promise<Exclude<Walked, { how: 'locked' }>> {
  const { runbook, who, now, say, ask } = options;
  let journal = openLines(file);
  let before = readJournal(journal.text);
  if (before.length > 0 && !(await goesOn(before, options))) {
    const written = await record(before, options, about);
    const ended = { written, summary: summaryOf(before, runbook.body), journal: file };
    // What could not be written down is kept, and nothing is begun over it.
    if (written?.refusals) return { how: 'stopped', ...ended };
    journal.remove();
    if (options.resume) return { how: 'finished', ...ended };
    journal = openLines(file);
    before = [];
  }
  const begun = before.find((event) => event.did === 'begin');
  const body = begun?.did === 'begin' ? begun.body : runbook.body;
  if (body !== runbook.body) say('! The runbook has changed since; it is walked as it was.');
  // Known before any step asks for them, so that no earlier one shows them.
  const given = [...options.given].filter(([name]) => runbook.data.variables[name]?.secret).map(([, value]) => value);
  const secrets = [...secretsIn(options.environment), ...given];
  const mask = (text: string): string => masked(text, secrets);
  const events = [...before];
  const keep = (event: Event): void => {
    journal.add(JSON.stringify(event));
    events.push(event);
  };
  if (!begun) {
    keep({ did: 'begin', runbook: runbook.id, ...(about && { incident: about.id }), who, body, at: now() });
  }
  const book = valuesBook({
    variables: runbook.data.variables,
    given: new Map([...valuesOf(before), ...options.given]),
    incident: about,
    ask,
    found(name, value, isSecret) {
      if (isSecret) secrets.push(value);
      // What looks like a secret is asked for again rather than kept.
      else if (mask(value) === value) keep({ did: 'value', name, value, at: now() });
    },
  });
  const how = await stoppable(() =>
    walk({
      ...{ steps: readSteps(body), before, book, ask, now, say, bold: options.bold, mask, keep },
      async run(command) {
        const output = boundedOutput();
        const line = masker(() => secrets);
        const onLine = (text: string): void => {
          const clean = line(text);
          say(`  │ ${shown(clean)}`);
          output.add(clean);
        };
        const ended = await runShell({ ...command, timeoutMs: options.timeoutMs, onLine });
        return { ended, output: output.text() };
      },
    }),
  );
  const last = events.findLast((event) => 'key' in event);
  keep({ did: how, ...(last && 'key' in last && { after: last.key }), at: now() });
  const written = await record(events, options, about);
  if (how === 'finished' && !written?.refusals) journal.remove();
  return { how, written, summary: summaryOf(events, body), journal: file };
}

function summaryOf(events: readonly Event[], body: string): string {
  return notes(events, body).map(printNote).join('\n');
}

async function stoppable(work: () => Promise<'finished' | 'stopped'>): Promise<'finished' | 'stopped'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stopped) return 'stopped';
    throw error;
  }
}

/** Whether a walk that was interrupted is taken up; what was done is told first. */
async function goesOn(before: readonly Event[], { ask, say, resume }: WalkRunbookOptions): Promise<boolean> {
  const begun = before[0];
  const done = before.filter((event) => event.did === 'ran' || event.did === 'done').length;
  const who = begun?.did === 'begin' ? shown(begun.who) : 'somebody';
  if (before.at(-1)?.did === 'finished') return false;
  say(`${who} began it before, and has done ${done} ${done === 1 ? 'thing' : 'things'}.`);
  if (resume) return true;
  const choices = [
    { value: 'resume', name: 'Go on from there' },
    { value: 'anew', name: 'Begin anew; what was done is written down first' },
  ];
  return (await ask.choose('What now?', choices)) === 'resume';
}

async function record(
  events: readonly Event[],
  { incident, runbook, now }: WalkRunbookOptions,
  about: IncidentValues | undefined,
): Promise<CarriedOut | undefined> {
  const begun = events.find((event) => event.did === 'begin');
  const entries = notes(events, begun?.did === 'begin' ? begun.body : runbook.body);
  if (!incident || !about || entries.length === 0) return undefined;
  const { store, wait } = incident;
  return carryOut({ kind: 'note', incident: about.id, notes: entries }, { store, now, wait });
}

function notes(events: readonly Event[], body: string): ReturnType<typeof notesOf> {
  return notesOf(events, new Map(readSteps(body).map((step) => [nameOf(step), step.title])));
}

async function incidentOf(
  { name, store }: NonNullable<WalkRunbookOptions['incident']>,
  runbook: Entry<'runbook'>,
  now: () => number,
): Promise<IncidentValues> {
  const { files } = await store.read();
  const { id, data, updates } = find(deskOf(files, now()), 'incident', name);
  const hit = [...new Set([...Object.keys(data.components), ...updates.flatMap((one) => Object.keys(one.impacts))])];
  const component = hit.find((one) => runbook.data.components.includes(one)) ?? hit[0];
  return { id, component, severity: data.severity };
}
