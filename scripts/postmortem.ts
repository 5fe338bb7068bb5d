import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Content } from '../src/checks/content.ts';
import { dueDays } from '../src/domain/metrics/learning.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { postmortemDraft } from '../src/learning/draft.ts';
import { BLAMING } from '../src/learning/language.ts';
import { lintPostmortem, REQUIRED } from '../src/learning/lint.ts';
import { loadContent } from '../src/load-content.ts';
import { snapshotOf } from '../src/load-snapshot.ts';
import { toGithub } from '../src/problems/github.ts';
import { toJson } from '../src/problems/json.ts';
import { didYouMean } from '../src/problems/suggest.ts';
import { count, toTerminal } from '../src/problems/terminal.ts';
import { run, usesColor } from './run.ts';

const USAGE = `npm run postmortem -- new <incident>     begin one: timeline, durations, impact and roles filled in from the incident
npm run postmortem -- lint [<id> …]      what is missing, empty, contradictory, unowned, or blames; all of them without an id
npm run postmortem -- list               what is due, in work and published

<incident> may be any part of its id that no other has.
--dry-run    only print what new would write
--json       print for programs

Exit codes: 0 done or nothing to mend, 1 lint has found something, 2 bad use or not possible here.
What lint finds keeps nothing from being published: a person decides.`;

const OPTIONS = { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } as const;

await run(USAGE, async () => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [command, ...names] = positionals;
  const environment = readEnvironment();
  const { content, now } = loadContent(environment);
  const snapshot = snapshotOf(content, now, 'internal');
  const root = relative(process.cwd(), environment.content) || '.';

  if (command === 'new') {
    const incident = only(names, 'incident', content.entries.incident);
    const story = snapshot.incidents.find(({ id }) => id === incident.id);
    if (!story) throw new EnvironmentError(`${incident.id} cannot be read; npm run validate says why.`);
    const { path, text } = postmortemDraft(story, snapshot);
    const file = join(environment.content, path);
    const there = [file, file.replace(/x$/, '')].find((one) => existsSync(one));
    if (there)
      throw new EnvironmentError(`${relative(process.cwd(), there)} is there already; open it, or remove it first.`);
    if (values['dry-run']) process.stdout.write(text);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
      const due = dueDays(snapshot)(story);
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ id: story.id, path: `${root}/${path}`, due })}\n`
          : `✓ ${root}/${path}\n  ${due ? `It is due on ${due}. ` : ''}What waits to be written begins with "> **To write:**".\n  npm run postmortem -- lint ${story.id} tells what is left.\n`,
      );
    }
    return 0;
  }

  if (command === 'lint') {
    const entries =
      names.length > 0
        ? names.map((name) => only([name], 'postmortem', content.entries.postmortem))
        : content.entries.postmortem;
    const problems = entries.flatMap((entry) =>
      lintPostmortem(
        entry,
        content.entries.incident.find(({ id }) => id === (entry.data.incident ?? entry.id)),
        { required: REQUIRED, blaming: BLAMING },
      ),
    );
    if (values.json) process.stdout.write(toJson(problems, { root, files: entries.length }));
    else {
      if (problems.length > 0) process.stdout.write(`${toTerminal(problems, { color: usesColor(), root })}\n`);
      if (process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(problems, { root }));
      process.stdout.write(`${problems.length > 0 ? '!' : '✓'} ${entries.length} post-mortems: ${count(problems)}.\n`);
    }
    return problems.length > 0 ? 1 : 0;
  }

  if (command === 'list') {
    const dueOf = dueDays(snapshot);
    const written = new Map(snapshot.postmortems.map((one) => [one.incident, one]));
    const rows = snapshot.incidents.flatMap((incident) => {
      const postmortem = written.get(incident.id);
      const due = dueOf(incident);
      return postmortem || due
        ? [{ incident: incident.id, status: postmortem?.status ?? 'none', due, published: postmortem?.published }]
        : [];
    });
    if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else
      for (const { incident, status, due, published } of rows)
        process.stdout.write(
          `${status.padEnd(10)} ${incident.padEnd(48)} ${published ? `published ${published}` : due ? `due ${due}` : ''}\n`,
        );
    return 0;
  }

  throw new EnvironmentError(
    command === undefined
      ? 'Say what to do: new, lint or list.'
      : `There is no command ${JSON.stringify(command)}. ${didYouMean(command, ['new', 'lint', 'list'])}`,
  );
});

/** The one that is meant by its id or a part of it. */
function only<Entry extends { id: string }>(
  names: readonly string[],
  what: keyof Content['entries'],
  entries: readonly Entry[],
): Entry {
  const [name = '', ...more] = names;
  if (name === '' || more.length > 0) throw new EnvironmentError(`Name one ${what}, by its id or a part of it.`);
  const found = entries.filter(({ id }) => id === name);
  const near = found.length > 0 ? found : entries.filter(({ id }) => id.includes(name));
  const [first] = near;
  if (first && near.length === 1) return first;
  const ids = (near.length > 0 ? near : entries).map(({ id }) => id);
  throw new EnvironmentError(
    near.length > 1
      ? `${JSON.stringify(name)} could be any of: ${ids.slice(0, 8).join(', ')}.`
      : `There is no ${what} ${JSON.stringify(name)}. ${didYouMean(name, ids.reverse())}`,
  );
}
