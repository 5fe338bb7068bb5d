import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMPACT_WORDS, INCIDENT_STATES, MAINTENANCE_STATES, readImpact } from '../schema/words.ts';
import { type Heading, readHeading } from './update-heading.ts';

const AT = Date.parse('2026-11-21T14:45:00Z');

describe('a heading may be written in many ways', () => {
  for (const separator of [' · ', ' — ', ' – ', ' - ', ' | ', ' • ', '·', '|', '  ·  ', '\t-\t']) {
    test(`parts are joined by ${JSON.stringify(separator)}`, () => {
      const line = ['## 2026-11-21 14:45 UTC', 'identified', 'api: major outage'].join(separator);
      expect(heading(line)).toEqual({ at: AT, state: 'identified', impacts: { api: 'major' } });
    });
  }

  for (const time of [
    '2026-11-21 14:45 UTC',
    '2026-11-21 14:45 utc',
    '2026-11-21 14:45 GMT',
    '2026-11-21 14:45Z',
    '2026-11-21 14:45:00 UTC',
    '2026-11-21 14:45:00.000 UTC',
    '2026-11-21T14:45Z',
    '2026-11-21T14:45:00Z',
    '2026-11-21 15:45 +01:00',
    '2026-11-21 15:45+01:00',
    '2026-11-21 15:45 +0100',
    '2026-11-21 15:45 +1',
    '2026-11-21 15:45 UTC+1',
    '2026-11-21 09:15 -05:30',
    '2026-11-21 9:15 -05:30',
    '2026-11-22 00:45 +10:00',
  ]) {
    test(`the time may be written ${time}`, () => {
      expect(heading(`## ${time} · resolved`)).toEqual({ at: AT, state: 'resolved', impacts: {} });
    });
  }

  for (const state of ['in progress', 'in_progress', 'In-Progress', 'IN PROGRESS', 'in  progress']) {
    test(`the state may be written ${state}`, () => {
      const line = `## 2026-11-21 14:45 UTC · ${state}`;
      expect(readHeading(line, MAINTENANCE_STATES)).toMatchObject({ heading: { state: 'in progress' } });
    });
  }

  for (const impact of ['partial outage', 'Partial Outage', 'partial_outage', 'partial-outage', 'partial']) {
    test(`the impact may be written ${impact}`, () => {
      const line = `## 2026-11-21 14:45 UTC · api: ${impact}`;
      expect(heading(line)).toEqual({ at: AT, impacts: { api: 'partial' } });
    });
  }

  test('several impacts stand in one part or in several', () => {
    const impacts = { api: 'degraded', web: 'operational' };
    expect(heading('## 2026-11-21 14:45 UTC · update · api: degraded, web: ok')).toEqual({ at: AT, impacts });
    expect(heading('## 2026-11-21 14:45 UTC · api: degraded · web: ok')).toEqual({ at: AT, impacts });
  });

  test('`update` leaves the state as it was', () => {
    expect(heading('## 2026-11-21 14:45 UTC · update')).toEqual({ at: AT, impacts: {} });
  });

  test('an edit says when it was made', () => {
    const edited = Date.parse('2026-11-21T17:05:00Z');
    expect(heading('## 2026-11-21 14:45 UTC · resolved · edited 2026-11-21 17:05 UTC')).toMatchObject({ edited });
    expect(heading('## 2026-11-21 14:45 UTC · resolved · Edited at: 2026-11-21 18:05 +01:00')).toMatchObject({
      edited,
    });
  });

  test('the next word is promised for a time of day, of the next day where that is past', () => {
    const next = (text: string) => new Date(heading(`## 2026-11-21 23:45 UTC · update · ${text}`)?.next ?? 0);
    expect(next('next update by 23:55 UTC').toISOString()).toBe('2026-11-21T23:55:00.000Z');
    expect(next('next: 00:15 UTC').toISOString()).toBe('2026-11-22T00:15:00.000Z');
    expect(next('Next update 2026-11-23 09:00 UTC').toISOString()).toBe('2026-11-23T09:00:00.000Z');
  });

  test('the promise is the first such time of day after the update, whatever the offset', () => {
    const next = (line: string) => new Date(heading(line)?.next ?? 0).toISOString();
    expect(next('## 2026-11-21 23:30 UTC · update · next update 01:00 +01:00')).toBe('2026-11-22T00:00:00.000Z');
    expect(next('## 2026-11-20 19:30 -05:00 · update · next update 20:00 -05:00')).toBe('2026-11-21T01:00:00.000Z');
  });

  test('closing number signs are not part of it', () => {
    expect(heading('## 2026-11-21 14:45 UTC · resolved ##')).toMatchObject({ state: 'resolved' });
  });
});

describe('what is nearly a heading is told with the line to write', () => {
  const cases: [why: string, line: string][] = [
    ['the time has no zone', '## 2026-11-21 14:45 · resolved'],
    ['the time is missing', '## 2026-11-21 · resolved'],
    ['the zone is a name', '## 2026-11-21 14:45 CET · resolved'],
    ['the state is missing', '## 2026-11-21 14:45 UTC'],
    ['the state is misspelt', '## 2026-11-21 14:45 UTC · identifyed'],
    ['the state is of another kind of file', '## 2026-11-21 14:45 UTC · completed'],
    ['the impact is misspelt', '## 2026-11-21 14:45 UTC · identified · api: degarded'],
    ['the hour has one digit and the zone is missing', '## 2026-11-21 9:45 · resolved'],
    ['a space is missing', '##2026-11-21 14:45 UTC · resolved'],
    ['there is one number sign', '# 2026-11-21 14:45 UTC · resolved'],
    ['there are three number signs', '### 2026-11-21 14:45 UTC · resolved'],
    ['there is no number sign', '2026-11-21 14:45 UTC · resolved'],
    ['the edit has no time', '## 2026-11-21 14:45 UTC · resolved · edited later'],
    ['the promise is no time', '## 2026-11-21 14:45 UTC · update · next update soon'],
    ['only an edit is said', '## 2026-11-21 14:45 UTC · edited 2026-11-21 15:00 UTC'],
  ];

  test('each with its reason and its line', () => {
    const said = cases.map(([why, line]) => `${why}\n  ${line}\n  ${reasonOf(line)}\n  ${correctedOf(line)}`);
    expect(`\n${said.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      the time has no zone
        ## 2026-11-21 14:45 · resolved
        the time has no zone
        ## 2026-11-21 14:45 UTC · resolved
      the time is missing
        ## 2026-11-21 · resolved
        "2026-11-21" is not a date, a time and a zone
        ## 2026-11-21 14:45 UTC · resolved
      the zone is a name
        ## 2026-11-21 14:45 CET · resolved
        the zone CET is written as an offset
        ## 2026-11-21 14:45 +01:00 · resolved
      the state is missing
        ## 2026-11-21 14:45 UTC
        the state is missing
        ## 2026-11-21 14:45 UTC · investigating
      the state is misspelt
        ## 2026-11-21 14:45 UTC · identifyed
        "identifyed" is not a state; states are investigating, identified, monitoring, resolved, update
        ## 2026-11-21 14:45 UTC · identified
      the state is of another kind of file
        ## 2026-11-21 14:45 UTC · completed
        "completed" is not a state; states are investigating, identified, monitoring, resolved, update
        ## 2026-11-21 14:45 UTC · investigating
      the impact is misspelt
        ## 2026-11-21 14:45 UTC · identified · api: degarded
        "degarded" is not an impact; impacts are operational, degraded, partial outage, major outage
        ## 2026-11-21 14:45 UTC · identified · api: degraded
      the hour has one digit and the zone is missing
        ## 2026-11-21 9:45 · resolved
        the time has no zone
        ## 2026-11-21 09:45 UTC · resolved
      a space is missing
        ##2026-11-21 14:45 UTC · resolved
        a space is missing after ##
        ## 2026-11-21 14:45 UTC · resolved
      there is one number sign
        # 2026-11-21 14:45 UTC · resolved
        it needs exactly two # and a space
        ## 2026-11-21 14:45 UTC · resolved
      there are three number signs
        ### 2026-11-21 14:45 UTC · resolved
        it needs exactly two # and a space
        ## 2026-11-21 14:45 UTC · resolved
      there is no number sign
        2026-11-21 14:45 UTC · resolved
        it needs exactly two # and a space
        ## 2026-11-21 14:45 UTC · resolved
      the edit has no time
        ## 2026-11-21 14:45 UTC · resolved · edited later
        "later" is not a date, a time and a zone
        ## 2026-11-21 14:45 UTC · resolved · edited 2026-11-21 14:45 UTC
      the promise is no time
        ## 2026-11-21 14:45 UTC · update · next update soon
        "soon" is not a date, a time and a zone
        ## 2026-11-21 14:45 UTC · update · next update 2026-11-21 14:45 UTC
      only an edit is said
        ## 2026-11-21 14:45 UTC · edited 2026-11-21 15:00 UTC
        the state is missing
        ## 2026-11-21 14:45 UTC · update · edited 2026-11-21 15:00 UTC
      "
    `);
  });

  for (const [why, line] of cases) {
    test(`the line to write can be read: ${why}`, () => {
      expect(readHeading(correctedOf(line) ?? '', INCIDENT_STATES).kind).toBe('update');
    });
  }

  test('two states are one too many, and a pair needs a component', () => {
    expect(reasonOf('## 2026-11-21 14:45 UTC · identified · resolved')).toBe('"resolved" is a second state');
    expect(reasonOf('## 2026-11-21 14:45 UTC · update · : degraded')).toBe('": degraded" names no component');
  });

  test('a long line of blanks takes no time', () => {
    const began = performance.now();
    readHeading(`## 2026-11-21${' '.repeat(20_000)}x`, INCIDENT_STATES);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('a month and a day may be written with one digit', () => {
    expect(readHeading('## 2026-1-5 14:45 UTC · resolved', INCIDENT_STATES)).toEqual(
      readHeading('## 2026-01-05 14:45 UTC · resolved', INCIDENT_STATES),
    );
  });

  for (const line of [
    '## 2026-13-45 14:45 UTC · resolved',
    '## 2026-11-21 25:00 UTC · resolved',
    '## 2026-11-21 14:45 +99:00 · resolved',
    '## 2026-11-21 14:45 UTC · identified · resolved',
    '## 2026-11-21 14:45 UTC · identified · : degraded',
    '## 2026-11-21 14:45 UTC · identified · api: degraded, web',
    '## 2026-11-21 14:45 UTC · update · next update 25:00 UTC',
  ]) {
    test(`the line to write is not the wrong line again: ${line}`, () => {
      expect(correctedOf(line)).not.toBe(line);
      expect(readHeading(correctedOf(line) ?? '', INCIDENT_STATES).kind).toBe('update');
    });
  }

  for (const line of ['## 2026/11/21 14:45 UTC · resolved', '## resolved · 2026-11-21 14:45 UTC']) {
    test(`a heading with a time and a state is never taken for text: ${line}`, () => {
      expect(readHeading(line, INCIDENT_STATES).kind).not.toBe('other');
    });
  }
});

describe('ordinary text is left alone', () => {
  for (const line of [
    '',
    'On 2026-11-21 we restarted it.',
    '2026-11-21 was a long day.',
    '## What we did',
    '## 2026',
    '####### 2026-11-21 14:45 UTC · resolved',
    '- 2026-11-21: nothing',
    '| 2026-11-21 | 5 min |',
    '2026-11-21 - the day on which it began.',
  ]) {
    test(JSON.stringify(line), () => {
      expect(readHeading(line, INCIDENT_STATES)).toEqual({ kind: 'other' });
    });
  }
});

test('writing any heading and reading it gives it back', () => {
  fc.assert(
    fc.property(anyHeading, fc.constantFrom(' · ', ' — ', ' – ', ' - ', ' | ', ' • '), (wanted, separator) => {
      expect(heading(written(wanted, separator))).toEqual(wanted);
    }),
    { numRuns: 2_000 },
  );
});

test('the line to write for a damaged promise can be read', () => {
  const corrected = correctedOf('## 2026-11-21 14:45 UTC · resolved · next,update 2026-11-21 15:00 UTC');
  expect(readHeading(corrected ?? '', INCIDENT_STATES).kind, corrected).toBe('update');
});

test('the line to write for any damaged heading can be read', () => {
  const damage = fc.tuple(fc.nat(), fc.constantFrom('', 'x', ' ', '-', ':'));
  fc.assert(
    fc.property(anyHeading, damage, (wanted, [where, mark]) => {
      const line = written(wanted, ' · ');
      const index = 13 + (where % (line.length - 13));
      const corrected = correctedOf(line.slice(0, index) + mark + line.slice(index + 1));
      if (corrected !== undefined) expect(readHeading(corrected, INCIDENT_STATES).kind, corrected).toBe('update');
    }),
    { numRuns: 2_000 },
  );
});

test('reading never throws, whatever the text', () => {
  const token = fc.constantFrom(
    '## ',
    '2026-11-21',
    ' 14:45',
    ' UTC',
    ' · ',
    'resolved',
    'api: ',
    'edited ',
    'next ',
    ',',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(token, fc.string({ maxLength: 4 }))).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (line) => {
      expect(['update', 'nearly', 'other']).toContain(readHeading(line, INCIDENT_STATES).kind);
      expect(['update', 'nearly', 'other']).toContain(readHeading(`## 2026-11-21 ${line}`, INCIDENT_STATES).kind);
    }),
    { numRuns: 5_000 },
  );
});

const minute = fc
  .integer({ min: 0, max: 20_000_000 })
  .map((minutes) => Date.parse('2000-01-01T00:00Z') + minutes * 60_000);
const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const impact = fc.constantFrom(...IMPACT_WORDS).map((word) => readImpact(word) ?? 'operational');
const anyHeading = fc
  .record(
    {
      at: minute,
      state: fc.constantFrom<string>(...INCIDENT_STATES),
      impacts: fc.dictionary(id, impact, { maxKeys: 4, noNullPrototype: true }),
      next: minute,
      edited: minute,
    },
    { requiredKeys: ['at', 'impacts'] },
  )
  .map(
    ({ at, impacts, state, next, edited }): Heading => ({
      at,
      impacts,
      ...(state !== undefined && { state }),
      ...(next !== undefined && { next }),
      ...(edited !== undefined && { edited }),
    }),
  );

function written({ at, state, impacts, next, edited }: Heading, separator: string): string {
  const pairs = Object.entries(impacts).map(([component, word]) => `${component}: ${word}`);
  const parts = [
    stamp(at),
    state ?? 'update',
    ...(pairs.length > 0 ? [pairs.join(', ')] : []),
    ...(next === undefined ? [] : [`next update ${stamp(next)}`]),
    ...(edited === undefined ? [] : [`edited ${stamp(edited)}`]),
  ];
  return `## ${parts.join(separator)}`;
}

function stamp(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function heading(line: string): Heading | undefined {
  const reading = readHeading(line, INCIDENT_STATES);
  return reading.kind === 'update' ? reading.heading : undefined;
}

function reasonOf(line: string): string | undefined {
  const reading = readHeading(line, INCIDENT_STATES);
  return reading.kind === 'nearly' ? reading.reason : undefined;
}

function correctedOf(line: string): string | undefined {
  const reading = readHeading(line, INCIDENT_STATES);
  return reading.kind === 'nearly' ? reading.corrected : undefined;
}
