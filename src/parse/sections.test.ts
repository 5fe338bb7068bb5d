import { describe, expect, test } from 'vitest';
import { SHAPES, SHAPES_DAY } from '../../tests/fixtures/postmortems.ts';
import { readActions } from './action-lists.ts';
import { readSections } from './sections.ts';
import { readTimeline } from './timeline-rows.ts';

describe('what a team has written is found, and what cannot be read is told', () => {
  test.each(SHAPES)('$about', ({ body, sections, rows, unread, actions }) => {
    const read = readSections(body, false);
    expect(read.flatMap(({ name }) => name ?? [])).toEqual(sections);
    const timeline = read.find(({ name }) => name === 'timeline');
    const found = timeline ? readTimeline(timeline, SHAPES_DAY) : { rows: [], unread: [] };
    expect(
      found.rows.map(({ at, text }) => [
        at === undefined ? undefined : new Date(at).toISOString().replace('.000Z', 'Z'),
        text,
      ]),
    ).toEqual(rows);
    expect(found.unread.map(({ text }) => text)).toEqual(unread);
    expect(readActions(read, body, false).map(({ item }) => item.text)).toEqual(actions);
  });
});

test('lines are those of the file', () => {
  const [, timeline] = readSections('## Summary\n\nA.\n\n## Timeline\n\n- 10:00 A\n- B\n', false);
  if (!timeline) throw new Error('There is no timeline.');
  const { rows, unread } = readTimeline(timeline, SHAPES_DAY);
  expect([timeline.line, rows.map(({ line }) => line), unread.map(({ line }) => line)]).toEqual([5, [7], [8]]);
});
