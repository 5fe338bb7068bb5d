import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';
import { findItem } from './find.ts';
import { type PlacedItem, placedItems } from './placed.ts';

const PATH = 'postmortems/2026-11-18-slow-payments.md';

function items(tasks: string): PlacedItem[] {
  const text = `---\ntitle: Slow\nsummary: Slow.\n---\n\n\n## Action items\n\n${tasks}\n`;
  return placedItems(contentWith({ [PATH]: text }));
}

const [first, second] = items('- [ ] Alert on a full disk · owner: Ana\n- [ ] Buy disks') as [PlacedItem, PlacedItem];

test('an item is placed by its file and line', () => {
  expect([first.path, first.line, second.line]).toEqual([PATH, 9, 10]);
});

test('an item keeps its key whatever becomes of the lines around it, its owner, its day and its box', () => {
  const [, , later] = items(
    '- [ ] New\n- [x] Buy disks · owner: Bo\n- [x] Alert on a full disk · due: 2026-12-01 · done: 2026-11-20',
  );
  expect(later?.key).toBe(first.key);
});

test('items with the same words have keys of their own', () => {
  const keys = items('- [ ] Same\n- [ ] Same\n- [ ] Same 1').map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
});

test('a reference is as short as it can be, and as long as it must be', () => {
  expect(first.ref).toBe(first.key.slice(0, 5));
  const many = items(Array.from({ length: 3_000 }, (_, at) => `- [ ] Item ${at}`).join('\n'));
  expect(new Set(many.map(({ ref }) => ref)).size).toBe(3_000);
  for (const { ref, key } of many.slice(0, 100))
    expect(many.filter((one) => one.key.startsWith(ref))).toMatchObject([{ key }]);
});

test('an item is found by its reference, or by words without their marks; an open one before one that is done', () => {
  const all = items('- [ ] Alert on a **full** disk\n- [x] Alert on a full queue\n- [ ] Alert on a full lane');
  const isOpen = ({ done }: PlacedItem): boolean => !done;
  const find = (name: string): string => findItem(all, name, isOpen).text;
  expect(all.map(({ ref }) => find(ref))).toEqual(all.map(({ text }) => text));
  expect(find('full Disk')).toBe('Alert on a **full** disk');
  expect(find('queue')).toBe('Alert on a full queue');
  expect(() => find('alert on')).toThrow(/could be any of 2\. Write one of: [0-9a-f]{5} \(Alert on a full disk\), /);
  expect(() => find('nothing')).toThrow('There is no action item "nothing".');
  expect(() => find(' ')).toThrow('There is no action item " ".');
});
