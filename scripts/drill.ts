import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { drillText } from '../src/drill/narrate.ts';
import type { Scene } from '../src/drill/scene.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { readBytes, readContentFolder } from '../src/io/files.ts';
import { makeScratch } from '../src/io/scratch.ts';
import { NoDrill, runDrill } from '../src/run-drill.ts';
import { run, usesColor } from './run.ts';

const USAGE = `npm run drill                          play an outage, from the first alert to the post-mortem, with your own components,
                                       rules and words, in a copy that is thrown away; what goes on now is
                                       left out of it
npm run drill -- --component api       let that one fail
npm run drill -- --speed 60            one minute of the story takes a second; 0 does not wait at all
npm run drill -- --keep                leave the copy, and say where it is

--json    print every scene as a line of JSON, without waiting

Nobody is told and nothing of yours is changed, which is checked at the end.
Without --speed it waits a moment before each step on a terminal, and not at all elsewhere.

Exit codes: 0 played to the end, 2 bad use or not possible here, 130 stopped (143 and 129 by a signal).`;

const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** Alerts would join it, or be kept back by it. */
const GOING_ON = ['incidents', 'logs', 'maintenance', 'postmortems', 'silences'];
const MOMENT_MS = 1_500;

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      component: { type: 'string' },
      speed: { type: 'string' },
      keep: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const environment = readEnvironment();
  const pause = pauses(values.json ? '0' : values.speed);
  const before = hashOf(environment.content);
  const folder = mkdtempSync(join(tmpdir(), 'allclear-drill-'));
  if (!values.keep) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [signal, code] of STOPS) {
    process.once(signal, () => {
      process.stdout.write(`\nThe drill was stopped.\n`);
      process.exit(code);
    });
  }
  try {
    const { store } = makeScratch(environment.content, folder, GOING_ON);
    const tell = async (scene: Scene): Promise<void> => {
      if (scene.kind === 'step') await pause(scene.step.minute);
      process.stdout.write(
        values.json ? `${JSON.stringify(plain(scene))}\n` : drillText(scene, usesColor(), process.stdout.columns),
      );
    };
    const start = clock(environment.now);
    await runDrill({ store, start: start - (start % 60_000), component: values.component, tell });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new EnvironmentError(error instanceof NoDrill ? error.message : `The drill could not go on: ${why}`);
  }
  if (hashOf(environment.content) !== before) {
    throw new EnvironmentError(
      `${environment.content} has changed during the drill. Somebody else may have written there; look at git status.`,
    );
  }
  const where = values.keep ? `The copy is in ${folder}.` : 'The copy is thrown away.';
  if (!values.json) process.stdout.write(`${where} Your own content is as it was, to the byte.\n`);
  return 0;
});

/** Waits as long as the story does since the last step, by the speed; a moment each where none is given. */
function pauses(speed: string | undefined): (minute: number) => Promise<void> {
  const factor = speed === undefined ? undefined : Number(speed);
  if (factor !== undefined && !(factor >= 0)) {
    throw new EnvironmentError(`--speed is ${JSON.stringify(speed)}; write a number such as 60, or 0 for no waiting.`);
  }
  let last = 0;
  return async (minute) => {
    const ms =
      factor === undefined
        ? process.stdout.isTTY
          ? MOMENT_MS
          : 0
        : factor === 0
          ? 0
          : ((minute - last) * 60_000) / factor;
    last = minute;
    if (ms > 0) await wait(ms);
  };
}

function plain(scene: Scene): object {
  if (scene.kind === 'cast')
    return { kind: scene.kind, component: scene.cast.component.id, rule: scene.cast.rule?.id, minutes: scene.minutes };
  if (scene.kind === 'step') return { kind: scene.kind, minute: scene.step.minute, title: scene.step.title };
  if (scene.kind === 'done') return scene;
  return { kind: scene.kind, incident: scene.incident.id, postmortem: scene.postmortem };
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const { path } of readContentFolder(folder)) {
    const bytes = readBytes(join(folder, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
