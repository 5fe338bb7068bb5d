import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Reading } from '../src/alerts/alert.ts';
import type { Applied } from '../src/alerts/apply.ts';
import { readEvent } from '../src/alerts/dispatch.ts';
import { iso } from '../src/alerts/incident-file.ts';
import { describe, quoted } from '../src/alerts/print.ts';
import { reconciled } from '../src/alerts/reconcile.ts';
import type { Store } from '../src/alerts/store.ts';
import { write } from '../src/drain.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { hasChanges } from '../src/io/git.ts';
import { gitStore } from '../src/io/git-store.ts';
import { loadKnown } from '../src/load-known.ts';
import type { SourceId } from '../src/schema/sources.ts';
import { readPayload, readText, sourceNamed } from './payload.ts';
import { run } from './run.ts';

const USAGE = `npm run ingest -- <file>              decide what a tool's payload means and commit it; - reads standard input
npm run ingest -- <file> --source grafana
                                      where its shape alone does not say which tool sent it
npm run ingest -- --event             the event of a GitHub workflow (GITHUB_EVENT_PATH)
npm run ingest -- --current <file> --source alertmanager
                                      all that goes on now by what the tool says: what is missing there has ended
npm run ingest                        nothing new: look at what has come due, such as the end of a hold

--dry-run    only print what would be done
--remote origin, --branch main
             commit on that branch of another repository, and bring this one along; never by force
--json       print the decisions for programs

Reads what is committed; what is only in the folder is not seen. (npm run rules reads the folder.)

Exit codes: 0 done, 2 bad use or not possible here, 3 done except for what is not
understood, or for a file that could not be changed.`;

await run(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: {
      event: { type: 'boolean' },
      current: { type: 'boolean' },
      source: { type: 'string' },
      remote: { type: 'string' },
      branch: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const environment = readEnvironment();
  const now = (): number => clock(environment.now);
  const files = gitStore({
    folder: environment.content,
    ...(values.remote !== undefined && { remote: values.remote }),
    ...(values.branch !== undefined && { branch: values.branch }),
  });
  if (hasChanges(environment.content)) {
    const folder = relative(process.cwd(), environment.content) || '.';
    process.stderr.write(`${folder} has changes that are not committed; they are not seen here.\n`);
  }
  const store = values['dry-run'] ? withoutWriting(files) : files;
  if (values.current && positionals.length === 0) {
    throw new EnvironmentError(
      '--current needs the file that holds all that goes on; without it everything would end.',
    );
  }
  const source = values.source === undefined ? undefined : sourceNamed(values.source);
  const { alerts, ignored, refused } = values.event ? readEventFile(now()) : readMessageOf(positionals, source, now());
  // A list that is not understood must not end what it does not hold.
  const isList = values.current && refused.length === 0;
  const listed = isList ? await withEnds(alerts, source, store, now()) : values.current ? [] : alerts;
  const total = { messages: 1, commits: 0, moved: 0, due: undefined as number | undefined };
  const failed: Applied['failed'] = [];
  const done = (_: unknown, files: Applied['failed']): void => void failed.push(...files);
  const plan = await write(listed, { store, now, wait, done }, total);
  const lines = [
    ...ignored.map((reason) => `left aside  ${quoted(reason)}`),
    ...plan.decisions.map(describe),
    ...(total.due === undefined ? [] : [`next look   ${iso(total.due)}`]),
    values['dry-run'] ? 'Nothing was written.' : total.commits > 0 ? '✓ Committed.' : '✓ Nothing to write.',
  ];
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...total, ignored, refused, decisions: plan.decisions }, null, 2)}\n`);
  } else process.stdout.write(`${lines.join('\n')}\n`);
  for (const reason of refused) process.stderr.write(`✗ Not understood: ${quoted(reason)}\n`);
  for (const { path, reason } of failed) process.stderr.write(`✗ ${path} could not be changed: ${quoted(reason)}\n`);
  const isVisible = plan.stories.length + plan.edits.length + plan.removed.length > 0;
  tellWorkflow({ changed: total.commits > 0 && isVisible, due: total.due });
  return refused.length + failed.length > 0 ? 3 : 0;
});

function readMessageOf(positionals: readonly string[], source: SourceId | undefined, now: number): Reading {
  const [file, ...more] = positionals;
  if (more.length > 0) throw new EnvironmentError('One file at a time, please.');
  return file === undefined ? { alerts: [], ignored: [], refused: [] } : readPayload(file, source, now);
}

async function withEnds(
  alerts: Reading['alerts'],
  source: SourceId | undefined,
  store: Store,
  now: number,
): Promise<Reading['alerts']> {
  if (!source)
    throw new EnvironmentError('--current needs --source, because what is missing ends for that tool alone.');
  return reconciled(source, alerts, loadKnown((await store.read()).files, now).known, now);
}

function readEventFile(now: number): Reading {
  const path = process.env['GITHUB_EVENT_PATH'];
  if (!path) throw new EnvironmentError('GITHUB_EVENT_PATH is not set; --event is for GitHub workflows.');
  return readEvent(JSON.parse(readText(path)), now);
}

function withoutWriting(store: Store): Store {
  return { read: () => store.read(), commit: async () => 'committed' };
}

/** Values of our own only: nothing that comes from an alert is handed to later steps. */
function tellWorkflow({ changed, due }: { changed: boolean; due: number | undefined }): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (file) appendFileSync(file, `changed=${changed}\ndue=${due === undefined ? '' : Math.ceil(due / 1_000)}\n`);
}
