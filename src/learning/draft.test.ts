import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile, NOW } from '../../tests/fixtures/content.ts';
import { snapshotOf } from '../load-snapshot.ts';
import { readSections } from '../parse/sections.ts';
import { readTimeline } from '../parse/timeline-rows.ts';
import { postmortemDraft } from './draft.ts';
import { lintAll } from './lint-all.ts';
import { namedTemplate, templatesOf, usualTemplate } from './templates.ts';

const HOSTILE = '{process.exit()} <script>x</script> | a | `b` [c](javascript:d) <Timeline /> import "fs"';
const UPDATES = `## 2026-11-18 09:00 UTC · investigating\n\nWe look. ${HOSTILE}\n\n## 2026-11-18 10:00 UTC · resolved\n\nOver.`;
const FIELDS = `started: 2026-11-18T08:50:00Z\ncomponents:\n  payments: degraded\nimpact: '${HOSTILE.replaceAll("'", '')}'\nroles:\n  commander: Ana\ntracking: https://chat.example.com/7`;

const TEMPLATES = ['full', 'short', 'security'] as const;

function drafted(title: string, name: string = 'full') {
  const incident = incidentFile(UPDATES, FIELDS).replace('title: Slow payments', `title: '${title}'`);
  const before = contentWith({ [INCIDENT_PATH]: incident });
  const snapshot = snapshotOf(before, NOW, 'internal');
  const template = namedTemplate(templatesOf(before), name);
  const story = snapshot.incidents.find(({ id }) => id === '2026-11-18-slow-payments');
  if (!story || typeof template === 'string') throw new Error('There is no incident.');
  const draft = postmortemDraft(story, template, snapshot);
  const content = contentWith({ [INCIDENT_PATH]: incident, [draft.path]: draft.text });
  return { story, ...draft, content, entry: content.entries.postmortem.find(({ id }) => id === story.id) };
}

test.each(TEMPLATES)('what a hostile incident says is text in its post-mortem, which validation takes: %s', (name) => {
  const { content, entry } = drafted(HOSTILE, name);
  expect(content.problems.filter(({ level }) => level === 'error')).toEqual([]);
  expect(entry?.data).toMatchObject({ owner: 'Ana', template: name, links: [{ url: 'https://chat.example.com/7' }] });
});

test('its timeline can be read again, and agrees with the incident', () => {
  const { entry, story } = drafted('Slow');
  const timeline = readSections(entry?.body ?? '', true).find(({ name }) => name === 'timeline');
  const { rows, unread } = timeline ? readTimeline(timeline, undefined) : { rows: [], unread: [] };
  expect([rows.map(({ at }) => at), unread]).toEqual([[story.started, ...story.updates.map(({ at }) => at)], []]);
});

test('what the team wrote down stands in its timeline, without names', () => {
  const log = '## 2026-11-18 09:12 UTC · Ana Lind · decision\n\nBack to 4.1. It was calm.\n';
  const content = contentWith({
    [INCIDENT_PATH]: incidentFile(UPDATES, FIELDS),
    [INCIDENT_PATH.replace('incidents', 'logs')]: log,
  });
  const snapshot = snapshotOf(content, NOW, 'internal');
  const story = snapshot.incidents.find(({ id }) => id === '2026-11-18-slow-payments');
  const template = usualTemplate(templatesOf(content), { kind: 'availability', severity: 'sev2' }, true);
  const rows = story && postmortemDraft(story, template, snapshot).text.match(/^\| 2026.*$/gm);
  expect(rows?.[2]).toBe('| 2026-11-18 09:12 UTC | internal decision: Back to 4.1. |');
  expect(rows?.join()).not.toContain('Ana Lind');
});

test.each(TEMPLATES)('what a person has to write is all that lint finds in it: %s', (name) => {
  const { content, entry, text } = drafted('Slow', name);
  const codes = lintAll(content, entry ? [entry] : []).map(({ code }) => code);
  expect([new Set(codes), codes.length]).toEqual([
    new Set(['template-text']),
    text.match(/To write:|^\| \| \|/gm)?.length,
  ]);
});

test('whoever took part is not named in the text, unless the site lets everybody read it', () => {
  const asking = '---\nname: Roles\nuse: Always.\n---\n\n## Summary\n\n{{ roles }}\n\nEnd of {{ title }}.\n';
  const bodyWith = (site: string): string => {
    const changes = { [INCIDENT_PATH]: incidentFile(UPDATES, FIELDS), 'templates/roles.md': asking };
    const content = contentWith({ ...changes, 'site.yaml': `name: A\nurl: https://a.example\n${site}` });
    const template = namedTemplate(templatesOf(content), 'roles');
    const [story] = snapshotOf(content, NOW, 'internal').incidents.filter(({ id }) => id.includes('payments'));
    if (!story || typeof template === 'string') throw new Error('There is no incident.');
    return postmortemDraft(story, template, snapshotOf(content, NOW, 'internal')).text.split('---\n')[2] ?? '';
  };
  expect(bodyWith('')).toBe('\n## Summary\n\nEnd of Slow payments.\n');
  expect(bodyWith('publicRoles: [commander]\n')).toContain('- Commander: Ana\n');
});
