import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

function component(name: string, aliases: string): string {
  return `---\nname: ${name}\nsince: 2026-06-01\naliases: [${aliases}]\n---\n\nText.\n`;
}

test('an alias that leads to another component is told of, with why', () => {
  const { problems, entries } = contentWith({
    'components/search.md': component('Search', 'find, Ledger, Pay Office, search'),
    'components/zoo.md': component('Pay office', 'FIND, animals'),
  });
  expect(problems.map(({ file, line, level, message }) => `${file}:${line} ${level} ${message}`)).toEqual([
    'components/search.md:4 warning "Ledger" leads to the component "ledger", because it is the id of that one.',
    'components/search.md:4 warning "Pay Office" leads to the component "zoo", because it is the name of that one.',
    'components/zoo.md:4 warning "FIND" leads to the component "search", because it is also an alias of that one.',
  ]);
  expect(entries.component.find(({ id }) => id === 'zoo')?.data.aliases).toEqual(['FIND', 'animals']);
});
