import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementProblems, readCharts, readElements, withChartNumbers } from './mdx-elements.ts';

const TABLE = '| Day | Failed | Slow |\n| --- | ---: | ---: |\n| Mon | 1,904 | 0.8 s |\n| Tue | – | 31 % |';
const OPEN = '<Chart kind="bar" question="How many?" unit="parcels">';

function problemsOf(body: string): string[] {
  const file = { path: 'postmortems/2026-11-21-a.mdx', text: `---\n---\n${body}` };
  return elementProblems(body, 3, file).map(({ code, level, line, column }) => `${level} ${code} ${line}:${column}`);
}

test('a chart is its table as numbers, with nothing where the table says that there is none', () => {
  const [chart] = readCharts(`Text.\n\n${OPEN}\n\n${TABLE}\n\n</Chart>\n`);
  expect(chart).toEqual({
    kind: 'bar',
    question: 'How many?',
    unit: 'parcels',
    head: ['Day', 'Failed', 'Slow'],
    rows: [
      {
        name: 'Mon',
        cells: [
          { text: '1,904', value: 1904 },
          { text: '0.8 s', value: 0.8 },
        ],
      },
      { name: 'Tue', cells: [{ text: '–' }, { text: '31 %', value: 31 }] },
    ],
  });
});

test.each([
  ['a chart without a table', `${OPEN}\n\nText.\n\n</Chart>`, ['warning element-content 3:1']],
  ['a chart with words beside its table', `${OPEN}\n\n${TABLE}\n\nText.\n\n</Chart>`, ['warning element-content 3:1']],
  [
    'words where numbers are expected',
    `${OPEN}\n\n${TABLE.replace('0.8 s', 'soon')}\n\n</Chart>`,
    ['warning chart-words 7:17'],
  ],
  [
    'a time where a number is expected',
    `${OPEN}\n\n${TABLE.replace('0.8 s', '14:05')}\n\n</Chart>`,
    ['warning chart-words 7:17'],
  ],
  ['a kind that is none', `${OPEN.replace('bar', 'pie')}\n\n${TABLE}\n\n</Chart>`, ['warning chart-kind 3:1']],
  ['no question', `<Chart kind="bar">\n\n${TABLE}\n\n</Chart>`, ['warning chart-question 3:1']],
  ['one row', `${OPEN}\n\n${TABLE.split('\n').slice(0, 3).join('\n')}\n\n</Chart>`, ['warning chart-size 3:1']],
  ['whys in a list of dots', '<Whys>\n\n- Why?\n- Why?\n\n</Whys>', ['warning element-content 3:1']],
  ['one why', '<Whys>\n\n1. Why?\n\n</Whys>', ['warning element-content 3:1']],
  ['factors without a table', '<Factors>\n\nText.\n\n</Factors>', ['warning element-content 3:1']],
  ['an element inside of a line', 'See <Scale /> here.', ['warning element-in-line 3:5']],
])('the page shows plain text, and whoever writes is told where: %s', (_, body, found) => {
  expect(problemsOf(body)).toEqual(found);
  expect(readCharts(body).filter(Boolean)).toEqual([]);
});

test('what is as it should be is left in peace', () => {
  const body = `<Scale />\n\n<Metrics />\n\n<Whys>\n\n1. Why?\n2. Why?\n   1. And why?\n\n</Whys>\n\n<Factors>\n\n${TABLE}\n\n</Factors>\n\n${OPEN}\n\n${TABLE}\n\n</Chart>\n`;
  expect(problemsOf(body)).toEqual([]);
  expect(readElements(body).map(({ name }) => name)).toEqual(['Scale', 'Metrics', 'Whys', 'Factors', 'Chart']);
});

test('every chart gets its number, in its order, and nothing else changes', () => {
  const text = fc.stringMatching(/^[a-zé🎉 .,-]{0,20}$/u);
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), (between) => {
      const body = [...between, ''].map((words) => `${words}\n\n${OPEN}\n\n${TABLE}\n\n</Chart>\n`).join('\n');
      const numbered = withChartNumbers(body);
      const numbers = [...numbered.matchAll(/<Chart n="(\d+)"/g)].map(([, number]) => Number(number));
      expect(numbers).toEqual(readCharts(body).map((_, index) => index));
      expect(numbered.replaceAll(/ n="\d+"/g, '')).toBe(body);
    }),
    { numRuns: 60 },
  );
});
