import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile, NOW, snapshotWith } from '../../tests/fixtures/content.ts';
import { snapshotOf } from '../load-snapshot.ts';
import { readSections } from '../parse/sections.ts';
import { readTimeline } from '../parse/timeline-rows.ts';
import { postmortemDraft } from './draft.ts';
import { BLAMING } from './language.ts';
import { lintPostmortem, REQUIRED } from './lint.ts';

const HOSTILE = '{process.exit()} <script>x</script> | a | `b` [c](javascript:d) <Timeline /> import "fs"';
const UPDATES = `## 2026-11-18 09:00 UTC · investigating\n\nWe look. ${HOSTILE}\n\n## 2026-11-18 10:00 UTC · resolved\n\nOver.`;
const FIELDS = `started: 2026-11-18T08:50:00Z\ncomponents:\n  payments: degraded\nimpact: '${HOSTILE.replaceAll("'", '')}'\nroles:\n  commander: Ana`;

function drafted(title: string) {
  const incident = incidentFile(UPDATES, FIELDS).replace('title: Slow payments', `title: '${title}'`);
  const snapshot = snapshotOf(contentWith({ [INCIDENT_PATH]: incident }), NOW, 'internal');
  const story = snapshot.incidents.find(({ id }) => id === '2026-11-18-slow-payments');
  if (!story) throw new Error('There is no incident.');
  const draft = postmortemDraft(story, snapshot);
  const content = contentWith({ [INCIDENT_PATH]: incident, [draft.path]: draft.text });
  return { story, ...draft, content, entry: content.entries.postmortem.find(({ id }) => id === story.id) };
}

test('what a hostile incident says is text in its post-mortem, which validation takes', () => {
  const { content, entry } = drafted(HOSTILE);
  expect(content.problems).toEqual([]);
  expect(entry?.data.owner).toBe('Ana');
});

test('its timeline can be read again, and agrees with the incident', () => {
  const { entry, story } = drafted('Slow');
  const timeline = readSections(entry?.body ?? '', true).find(({ name }) => name === 'timeline');
  const { rows, unread } = timeline ? readTimeline(timeline, undefined) : { rows: [], unread: [] };
  expect([rows.map(({ at }) => at), unread]).toEqual([story.updates.map(({ at }) => at), []]);
});

test('what the team wrote down stands in its timeline, without names', () => {
  const log = '## 2026-11-18 09:12 UTC · Ana Lind · decision\n\nBack to 4.1. It was calm.\n';
  const snapshot = snapshotWith(
    { [INCIDENT_PATH]: incidentFile(UPDATES, FIELDS), [INCIDENT_PATH.replace('incidents', 'logs')]: log },
    { audience: 'internal' },
  );
  const story = snapshot.incidents.find(({ id }) => id === '2026-11-18-slow-payments');
  const rows = story && postmortemDraft(story, snapshot).text.match(/^\| 2026.*$/gm);
  expect(rows?.[1]).toBe('| 2026-11-18 09:12 UTC | internal decision: Back to 4.1. |');
  expect(rows?.join()).not.toContain('Ana Lind');
});

test('what a person has to write is all that lint finds in it', () => {
  const { entry, content, text } = drafted('Slow');
  const incident = content.entries.incident.find(({ id }) => id === entry?.id);
  const codes = entry
    ? lintPostmortem(entry, incident, { required: REQUIRED, blaming: BLAMING }).map(({ code }) => code)
    : [];
  expect([new Set(codes), codes.length]).toEqual([new Set(['template-text']), text.match(/To write:\*\*/g)?.length]);
});
