import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, below, type Element, elementsOf, textOf, withClass } from '../support/html.ts';

let json: Ledger;
let csv: Row[];
let home: Element[];

beforeAll(async () => {
  const root = await sampleSite();
  json = JSON.parse(readFileSync(join(root, 'uptime/ledger.json'), 'utf8'));
  csv = readCsv(readFileSync(join(root, 'uptime/ledger.csv'), 'utf8'));
  home = elementsOf(readFileSync(join(root, 'index.html'), 'utf8'));
});

test("each component's figure can be made again from the JSON ledger", () => {
  const made = json.components.map((one) => [one.id, figure([sums(one.observedSeconds, one.rows)])]);
  expect(Object.fromEntries(made)).toEqual(shownByComponent());
});

test("each component's figure can be made again from the CSV ledger", () => {
  const made = [...Map.groupBy(csv, (row) => row.component)].map(([id, rows]) => [
    id,
    figure([sums(rows[0]?.observed ?? 0, rows)]),
  ]);
  expect(Object.fromEntries(made)).toEqual(shownByComponent());
});

test("each group's figure can be made again from the sums over its components", () => {
  const groups = home.filter((one) => attribute(one, 'class') === 'group').filter((one) => headOf(one));
  expect(groups.length).toBeGreaterThan(0);
  for (const group of groups) {
    const ids = [...below(group)].flatMap((one) => attribute(one, 'data-component') ?? []);
    const members = json.components.filter((one) => ids.includes(one.id));
    expect(members.length).toBe(ids.length);
    expect(textOf(headOf(group) ?? group)).toBe(figure(members.map((one) => sums(one.observedSeconds, one.rows))));
  }
});

test('the sums that the JSON ledger gives are the sums of its rows', () => {
  for (const component of json.components) {
    const { excluded, down } = sums(component.observedSeconds, component.rows);
    expect([component.id, component.excludedSeconds, component.weightedDownSeconds]).toEqual([
      component.id,
      excluded,
      down / 1000,
    ]);
    const rows = component.rows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    for (const [index, row] of rows.entries()) {
      expect((Date.parse(row.to) - Date.parse(row.from)) / 1000).toBe(row.seconds);
      expect(row.from >= (rows[index - 1]?.to ?? '')).toBe(true);
    }
  }
});

test('both ledgers hold the same rows', () => {
  const fromJson = json.components.flatMap((one) =>
    one.rows.map((row) => [one.id, row.from, row.to, row.state, row.seconds, row.weight, row.excluded]),
  );
  const fromCsv = csv
    .filter((row) => row.from !== '')
    .map((row) => [row.component, row.from, row.to, row.state, row.seconds, row.weight, row.excluded]);
  expect(fromCsv).toEqual(fromJson);
});

test('something happened in the sample, so that these tests mean something', () => {
  expect(json.components.filter((one) => one.weightedDownSeconds > 0).length).toBeGreaterThan(2);
  expect(json.components.filter((one) => one.excludedSeconds > 0).length).toBeGreaterThan(2);
});

/** Seconds, the weighted ones in thousandths so that all stay whole. */
function sums(observed: number, rows: readonly Pick<Row, 'seconds' | 'weight' | 'excluded'>[]): Sums {
  const excluded = rows.reduce((sum, row) => sum + (row.excluded ? row.seconds : 0), 0);
  const down = rows.reduce((sum, row) => sum + row.seconds * Math.round(row.weight * 1000), 0);
  return { counted: observed - excluded, excluded, down };
}

function figure(all: readonly Sums[]): string {
  const counted = all.reduce((sum, one) => sum + one.counted, 0) * 1000;
  const down = all.reduce((sum, one) => sum + one.down, 0);
  if (counted === 0) return 'no data yet';
  return `${(Math.floor(((counted - down) * 10_000) / counted) / 100).toFixed(2)} %`;
}

function shownByComponent(): Record<string, string> {
  const rows = home.filter((element) => attribute(element, 'data-component') !== undefined);
  return Object.fromEntries(
    rows.map((row) => {
      const [shown] = withClass(row, 'figure');
      return [attribute(row, 'data-component'), shown ? textOf(shown) : ''];
    }),
  );
}

function headOf(group: Element): Element | undefined {
  const [head] = withClass(group, 'group-head');
  return head && withClass(head, 'figure')[0];
}

function readCsv(text: string): Row[] {
  const [, ...lines] = text.trimEnd().split('\r\n');
  return lines.map((line) => {
    const [component = '', observed, from = '', to = '', state = '', seconds, weight, excluded] = line.split(',');
    return {
      ...{ component, from, to, state, excluded: excluded === 'yes' },
      ...{ observed: Number(observed), seconds: Number(seconds), weight: Number(weight) },
    };
  });
}

interface Row {
  component: string;
  observed: number;
  from: string;
  to: string;
  state: string;
  seconds: number;
  weight: number;
  excluded: boolean;
}

interface Sums {
  counted: number;
  excluded: number;
  down: number;
}

interface Ledger {
  components: {
    id: string;
    observedSeconds: number;
    excludedSeconds: number;
    weightedDownSeconds: number;
    rows: Omit<Row, 'component' | 'observed'>[];
  }[];
}
