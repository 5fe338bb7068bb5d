import { describe, expect, test } from 'vitest';
import { contentWith, filesWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import { toTerminal } from '../problems/terminal.ts';
import type { Content } from './content.ts';

const NEW = 'incidents/2026/2026-11-20-new.md';

test('content without a fault has no problem', () => {
  expect(contentWith().problems).toEqual([]);
});

describe('a broken file is one problem with its place, its value and what to write, and takes nothing else away', () => {
  test('an empty file', () => {
    expect(brokenBy({ [NEW]: '' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          1 | 
            | ^
              The file is empty; it should describe an incident.  [empty-file]
              → Begin with a line \`---\`, the fields, and another line \`---\`; or delete the file.
      "
    `);
  });

  test('a file that is not text', () => {
    expect(brokenBy({ [NEW]: incidentFile('## 2026-11-20 09:00 UTC · resolved\n\nCaf\uFFFD') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
         10 | Caf�
            | ^
              The file is not UTF-8 text.  [not-text]
              → Save it as UTF-8; remove NUL characters.
      "
    `);
  });

  test('a merge that was not finished', () => {
    const updates = '<<<<<<< HEAD\n## 2026-11-20 09:00 UTC · resolved\n=======\n>>>>>>> main\n';
    expect(brokenBy({ [NEW]: incidentFile(updates) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          8 | <<<<<<< HEAD
            | ^^^^^^^^^^^^
              A merge was not finished: the line "<<<<<<< HEAD" is still here.  [conflict-markers]
              → Keep the lines that are right and remove the lines beginning with <<<<<<<, ======= and >>>>>>>.
      "
    `);
  });

  test('no fields', () => {
    expect(brokenBy({ [NEW]: '# Slow payments\n\nPayments are slow.\n' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          1 | # Slow payments
            | ^^^^^^^^^^^^^^^
              The file begins with "# Slow payments" instead of its fields.  [missing-frontmatter]
              → Begin with a line \`---\`, then the fields, then another line \`---\`.
      "
    `);
  });

  test('fields that are code', () => {
    expect(brokenBy({ [NEW]: '---js\n{ title: process.env.HOME }\n---\n' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          1 | ---js
            | ^^^^^
              The first line is "---js"; only YAML is read here, and nothing in content is run.  [frontmatter-language]
              → Write \`---\` alone on the first line.
      "
    `);
  });

  test('fields that are never closed', () => {
    expect(brokenBy({ [NEW]: '---\ntitle: Slow payments\n\nPayments are slow.\n' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          1 | ---
            | ^^^
              The fields are never closed.  [unclosed-frontmatter]
              → Add a line \`---\` after the last field.
      "
    `);
  });

  test('fields that are closed by something else', () => {
    expect(brokenBy({ [NEW]: '---\ntitle: Slow payments\n---x\nText\n---\n' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          3 | ---x
            | ^^^^
              The fields are closed by "---x".  [frontmatter-fence]
              → Close them with \`---\` alone on its line; quote a value that begins with dashes.
      "
    `);
  });

  test('YAML that is none', () => {
    const text = '---\ntitle: Payments: slow\nseverity: sev2\n---\n\n## 2026-11-20 09:00 UTC · resolved\n\nOver.\n';
    expect(brokenBy({ [NEW]: text })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          2 | title: Payments: slow
            |                ^^^^^^
              This is not valid YAML (bad indentation of a mapping entry): "title: Payments: slow".  [yaml-syntax]
              → Check indentation, and put quotes around text that holds \`: \`, \`#\`, \`[\`, \`{\` or begins with a sign.
      "
    `);
  });

  test('a field given twice', () => {
    const text = '---\ntitle: A\nseverity: sev2\ntitle: B\n---\n\n## 2026-11-20 09:00 UTC · resolved\n\nOver.\n';
    expect(brokenBy({ [NEW]: text })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | title: B
            | ^^^^^^^^
              "title" is given twice.  [duplicate-key]
              → Keep one of the two lines.
      "
    `);
  });

  test('a list instead of fields', () => {
    expect(brokenBy({ [NEW]: '---\n- title\n- severity\n---\n' })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          2 | - title
            | ^
              The fields are ["title","severity"], not a list of \`name: value\` lines.  [not-a-mapping]
              → Write one field a line, such as \`title: Slow payments\`.
      "
    `);
  });

  test('a field that is misspelt', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'strated: 2026-11-20T08:00:00Z') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | strated: 2026-11-20T08:00:00Z
            | ^^^^^^^
              "strated" is not a field of an incident.  [unknown-key]
              → Did you mean "started"?
      "
    `);
  });

  test('a field that is missing', () => {
    const text = `---\ntitle: Slow payments\n---\n\n${RESOLVED}\n`;
    expect(brokenBy({ [NEW]: text })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          2 | title: Slow payments
            | ^
              "severity" is missing from an incident.  [missing-key]
              → Write, for example, \`severity: sev2\`.
      "
    `);
  });

  test('a value that is none of those allowed', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'kind: perfomance') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | kind: perfomance
            |       ^^^^^^^^^^
              "kind" is "perfomance", which is not one of: availability, performance, security, data, third-party, configuration, capacity.  [wrong-value]
              → Did you mean "performance"?
      "
    `);
  });

  test('a number where text should be', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'cause: 42') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | cause: 42
            |        ^^
              "cause" is 42; it must be text.  [wrong-type]
              → Write text.
      "
    `);
  });

  test('an impact that is none', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'components:\n  payments: Degraded') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          5 |   payments: Degraded
            |             ^^^^^^^^
              "components.payments" is "Degraded", which is not one of: operational, degraded, partial outage, major outage.  [wrong-value]
              → Did you mean "degraded"?
      "
    `);
  });

  test('a component that is written in capitals', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'components:\n  Payments: degraded') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          5 |   Payments: degraded
            |   ^^^^^^^^
              "components" is "Payments", which is not an id.  [wrong-format]
              → Write, for example, \`payments-api\`.
      "
    `);
  });

  test('a time without its zone', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'started: 2026-11-20 08:00') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | started: 2026-11-20 08:00
            |          ^^^^^^^^^^^^^^^^
              "started" is "2026-11-20 08:00", a time without its zone.  [no-zone]
              → Write \`2026-11-20T08:00Z\` if that is UTC, or add an offset such as \`+01:00\`.
      "
    `);
  });

  test('a time that does not exist', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'started: 2026-02-30T08:00:00Z') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | started: 2026-02-30T08:00:00Z
            |          ^^^^^^^^^^^^^^^^^^^^
              "started" is "2026-02-30T08:00:00Z", which is not a moment that exists.  [wrong-format]
              → Write, for example, \`2026-11-21T14:25:00Z\`.
      "
    `);
  });

  test('a day that does not exist', () => {
    const text = '---\nname: New\nsince: 2026-02-30\n---\n';
    expect(brokenBy({ 'components/new.md': text })).toMatchInlineSnapshot(`
      "
      content/components/new.md
          3 | since: 2026-02-30
            |        ^^^^^^^^^^
              "since" is "2026-02-30", which is not a day that exists.  [wrong-format]
              → Write, for example, \`2026-11-21\`.
      "
    `);
  });

  test('a day that is none', () => {
    const text = '---\nname: New\nsince: last year\n---\n';
    expect(brokenBy({ 'components/new.md': text })).toMatchInlineSnapshot(`
      "
      content/components/new.md
          3 | since: last year
            |        ^^^^^^^^^
              "since" is "last year", which is not a day.  [wrong-format]
              → Write, for example, \`2026-11-21\`.
      "
    `);
  });

  test('an address that could run code', () => {
    const fields = 'links:\n  - label: More\n    url: "javascript:alert(1)"';
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, fields) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          6 |     url: "javascript:alert(1)"
            |           ^^^^^^^^^^^^^^^^^^^
              "links.url" is "javascript:alert(1)", which is not an address that begins with https:// or http://.  [wrong-format]
              → Correct it, or remove the line.
      "
    `);
  });

  test('a title that is too long', () => {
    const text = `---\ntitle: ${'Slow '.repeat(50)}\nseverity: sev2\n---\n\n${RESOLVED}\n`;
    expect(brokenBy({ [NEW]: text })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          2 | title: Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slo
            |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              "title" is "Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slow Slo…, which is longer than 200 characters.  [wrong-format]
              → Shorten it.
      "
    `);
  });

  test('an incident without an update', () => {
    expect(brokenBy({ [NEW]: incidentFile('') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          2 | title: Slow payments
            | ^^^^^
              The incident has no update, so nobody would learn what is going on.  [no-update]
              → Add a heading such as \`## 2026-11-21 14:45 UTC · investigating\` and a sentence below it.
      "
    `);
  });

  test('an update whose heading is nearly one', () => {
    expect(brokenBy({ [NEW]: incidentFile('## 2026-11-20 09:00 · resolved\n\nOver.') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          8 | ## 2026-11-20 09:00 · resolved
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              This heading is nearly an update: the time has no zone.  [update-heading]
              → Write \`## 2026-11-20 09:00 UTC · resolved\`.
      "
    `);
  });

  test('text above the first update', () => {
    expect(brokenBy({ [NEW]: incidentFile(`Payments were slow.\n\n${RESOLVED}`) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          8 | Payments were slow.
            | ^^^^^^^^^^^^^^^^^^^
              "Payments were slow." stands above the first update and would not be shown.  [text-before-update]
              → Put it below an update heading, or into the field \`impact\`.
      "
    `);
  });

  test('updates out of order', () => {
    const updates = `${RESOLVED}\n\n## 2026-11-20 08:30 UTC · investigating\n\nWe look.`;
    expect(brokenBy({ [NEW]: incidentFile(updates) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
         12 | ## 2026-11-20 08:30 UTC · investigating
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              The update "2026-11-20 08:30 UTC · investigating" is earlier than the one before it, "2026-11-20 09:00 UTC · resolved" on line 8.  [updates-out-of-order]
              → Correct the time, or move the update so that the oldest stands first.
      "
    `);
  });

  test('an update in the future', () => {
    expect(brokenBy({ [NEW]: incidentFile('## 2026-11-21 14:00 UTC · resolved\n\nOver.') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          8 | ## 2026-11-21 14:00 UTC · resolved
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              The update "2026-11-21 14:00 UTC · resolved" lies in the future; it is 2026-11-21 12:00 UTC now.  [update-in-future]
              → Correct the time or its zone.
      "
    `);
  });

  test('an update before the beginning', () => {
    const fields = 'started: 2026-11-20T10:00:00Z';
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, fields) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          7 | ## 2026-11-20 09:00 UTC · resolved
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              The update "2026-11-20 09:00 UTC · resolved" is earlier than the start, 2026-11-20 10:00 UTC on line 4.  [update-before-start]
              → Correct the start or the time of the update.
      "
    `);
  });

  test('an end without an update that says so', () => {
    const updates = '## 2026-11-20 09:00 UTC · investigating\n\nWe look.';
    expect(brokenBy({ [NEW]: incidentFile(updates, 'resolved: 2026-11-20T09:30:00Z') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | resolved: 2026-11-20T09:30:00Z
            |           ^^^^^^^^^^^^^^^^^^^^
              "resolved" is 2026-11-20 09:30 UTC, but the last update, "2026-11-20 09:00 UTC · investigating" on line 7, does not say so.  [resolved-without-update]
              → Add \`## 2026-11-20 09:30 UTC · resolved\` at the end of the file, or remove the field.
      "
    `);
  });

  test('taken on before it was noticed', () => {
    const fields = 'detected: 2026-11-20T08:40:00Z\nacknowledged: 2026-11-20T08:30:00Z';
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, fields) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          4 | detected: 2026-11-20T08:40:00Z
            |           ^^^^^^^^^^^^^^^^^^^^
              "detected" is 2026-11-20 08:40 UTC, later than "acknowledged", 2026-11-20 08:30 UTC on line 5.  [contradictory-times]
              → Correct one of the two.
      "
    `);
  });

  test('a severity that does not exist', () => {
    const text = `---\ntitle: Slow\nseverity: sev22\n---\n\n${RESOLVED}\n`;
    expect(brokenBy({ [NEW]: text })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          3 | severity: sev22
            |           ^^^^^
              There is no severity "sev22".  [unknown-reference]
              → Did you mean "sev2"?
      "
    `);
  });

  test('a component that does not exist', () => {
    expect(brokenBy({ [NEW]: incidentFile(RESOLVED, 'components:\n  paymets: degraded') })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          5 |   paymets: degraded
            |   ^^^^^^^
              There is no component "paymets".  [unknown-reference]
              → Did you mean "payments"?
      "
    `);
  });

  test('an update about a component that does not exist', () => {
    const updates = '## 2026-11-20 09:00 UTC · resolved · serach: operational\n\nOver.';
    expect(brokenBy({ [NEW]: incidentFile(updates) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.md
          8 | ## 2026-11-20 09:00 UTC · resolved · serach: operational
            |                                      ^^^^^^
              There is no component "serach".  [unknown-reference]
              → Did you mean "search"?
      "
    `);
  });

  test('a maintenance that ends before it starts', () => {
    const text =
      '---\ntitle: Work\nstart: 2026-11-25T04:00:00Z\nend: 2026-11-25T02:00:00Z\ncomponents: [ledger]\n---\n';
    expect(brokenBy({ 'maintenance/2026/2026-11-25-new.md': text })).toMatchInlineSnapshot(`
      "
      content/maintenance/2026/2026-11-25-new.md
          4 | end: 2026-11-25T02:00:00Z
            |      ^^^^^^^^^^^^^^^^^^^^
              "end" is 2026-11-25 02:00 UTC, not later than "start", 2026-11-25 04:00 UTC on line 3.  [end-before-start]
              → Correct one of the two.
      "
    `);
  });

  test('an incident that is MDX', () => {
    expect(brokenBy({ 'incidents/2026/2026-11-20-new.mdx': incidentFile(RESOLVED) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-new.mdx
          1 | ---
            | ^
              "incidents/2026/2026-11-20-new.mdx" is MDX, which can run code; incidents and maintenance are plain Markdown.  [incident-mdx]
              → Rename it to "incidents/2026/2026-11-20-new.md".
      "
    `);
  });

  test('a file in the folder of another year', () => {
    expect(brokenBy({ 'incidents/2025/2026-11-20-new.md': incidentFile(RESOLVED) })).toMatchInlineSnapshot(`
      "
      content/incidents/2025/2026-11-20-new.md
          1 | ---
            | ^
              "2026-11-20-new" stands in the folder of 2025.  [wrong-folder]
              → Move it to the folder 2026.
      "
    `);
  });

  test('a file name that cannot be an address', () => {
    expect(brokenBy({ 'incidents/2026/2026-11-20-Größe & Co.md': incidentFile(RESOLVED) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026/2026-11-20-Größe & Co.md
          1 | ---
            | ^
              The file name "2026-11-20-Größe & Co" cannot be an address.  [bad-file-name]
              → Rename it to "2026-11-20-gro-e-co": lower-case letters, digits and single dashes.
      "
    `);
  });

  test('a file where nothing is read from', () => {
    expect(brokenBy({ 'incidents/2026-11-20-new.md': incidentFile(RESOLVED) })).toMatchInlineSnapshot(`
      "
      content/incidents/2026-11-20-new.md
          1 | ---
            | ^
              "incidents/2026-11-20-new.md" is not a place where content is read from.  [unknown-place]
              → Move or rename it to one of: incidents/<yyyy>/<yyyy-mm-dd>-<slug>.md.
      "
    `);
  });

  test('a post-mortem of an incident that does not exist', () => {
    const text = '---\ntitle: A\nsummary: B\n---\n\nText\n';
    expect(brokenBy({ 'postmortems/2026-11-18-slow-payment.mdx': text })).toMatchInlineSnapshot(`
      "
      content/postmortems/2026-11-18-slow-payment.mdx
          1 | ---
            | ^
              The post-mortem belongs to "2026-11-18-slow-payment", and there is no such incident.  [orphan-postmortem]
              → Did you mean "2026-11-18-slow-payments"? Name the file like its incident, or set \`incident\`.
      "
    `);
  });

  test('a post-mortem that holds code', () => {
    const text = '---\ntitle: A\nsummary: B\nincident: 2026-11-18-slow-payments\n---\n\nHome is {process.env.HOME}\n';
    expect(brokenBy({ 'postmortems/2026-11-18-more.mdx': text })).toMatchInlineSnapshot(`
      "
      content/postmortems/2026-11-18-more.mdx
          7 | Home is {process.env.HOME}
            |         ^^^^^^^^^^^^^^^^
              "process.env.HOME" is code; content holds none.  [mdx-code]
              → Write plain Markdown; what elements there are, such as \`<Scale />\`, is told in .github/people/postmortems.md.
      "
    `);
  });

  test('a post-mortem with an element that does not exist', () => {
    const text = '---\ntitle: A\nsummary: B\nincident: 2026-11-18-slow-payments\n---\n\n<Timelin />\n';
    expect(brokenBy({ 'postmortems/2026-11-18-more.mdx': text })).toMatchInlineSnapshot(`
      "
      content/postmortems/2026-11-18-more.mdx
          7 | <Timelin />
            | ^^^^^^^^
              There is no element "Timelin".  [mdx-element]
              → Did you mean "Timeline"?
      "
    `);
  });

  test('a component that needs itself', () => {
    const text = '---\nname: New\nsince: 2026-01-01\ndepends: [new]\n---\n';
    expect(brokenBy({ 'components/new.md': text })).toMatchInlineSnapshot(`
      "
      content/components/new.md
          4 | depends: [new]
            | ^^^^^^^
              The component needs itself: new → new.  [dependency-cycle]
              → Remove one \`depends\` in this circle.
      "
    `);
  });

  test('a secret where the name of its variable should be', () => {
    const channels = 'channels:\n  chat:\n    kind: slack\n    secret: xoxb-1234\n';
    const text = `${filesWith().find((file) => file.path === 'site.yaml')?.text}${channels}`;
    expect(brokenBy({ 'site.yaml': text })).toMatchInlineSnapshot(`
      "
      content/site.yaml
         10 |     secret: xoxb-1234
            |             ^^^^^^^^^
              "channels.chat.secret" is "…", which is not the name of an environment variable in capitals, never the secret itself.  [wrong-format]
              → Correct it, or remove the line.
      "
    `);
  });

  test('an on-call rotation with a person nobody knows', () => {
    const text =
      filesWith()
        .find((file) => file.path === 'oncall/money.md')
        ?.text.replace('- mira', '- mia') ?? '';
    expect(brokenBy({ 'oncall/money.md': text })).toMatchInlineSnapshot(`
      "
      content/oncall/money.md
         16 |       - mia
            |         ^^^
              There is no person "mia".  [unknown-reference]
              → Did you mean "mira"?
      "
    `);
  });
});

describe('what a rule publishes can be published', () => {
  const rule = (text: string, fields = ''): Record<string, string> => ({
    'rules/new.md': `---\nname: New\nmatch: { alertname: New }\ncomponent: payments\nseverity: sev2\n${fields}---\n\n${text}\n`,
  });

  test('a heading, an open code block or an update in it is a problem at its line', () => {
    for (const [text, line] of [
      ['Slow.\n\n## What we do', 10],
      ['Slow.\n\n```\ncode', 10],
      ['## 2026-11-21 10:00 UTC · resolved', 8],
    ] as const) {
      const [problem, ...others] = contentWith(rule(text)).problems;
      expect([problem?.code, problem?.line, others], text).toEqual(['unusable-message', line, []]);
    }
    expect(contentWith(rule('Slow.', 'ending: "# Over"\n')).problems.map(({ code }) => code)).toEqual([
      'unusable-message',
    ]);
  });

  test('what asks for no value of an alert is a problem, what does is none', () => {
    expect(contentWith(rule('In {{ labels.region }}: {{text}}.', 'title: "{{ title }}"\n')).problems).toEqual([]);
    for (const place of ['{{ region }}', '{{ labels.a | upper }}', '{{ alertname }}', '{{ labels.a']) {
      const [problem, ...others] = contentWith(rule(`In ${place}`)).problems;
      expect([problem?.code, problem?.line, others], place).toEqual(['unknown-placeholder', 8, []]);
    }
  });
});

describe('what others name stays when its own file is wrong', () => {
  test('a component keeps what is right about it', () => {
    const { entries, problems } = contentWith({
      'components/ledger.md': '---\nname: Ledger\ngruop: money\nsince: never\n---\n',
    });
    expect(problems.map((problem) => problem.file)).not.toContain('components/payments.md');
    expect(entries.component.find((entry) => entry.id === 'ledger')?.data).toMatchObject({ name: 'Ledger' });
  });

  test('a component that cannot be read at all is still there by its name', () => {
    const { entries, problems } = contentWith({ 'components/ledger.md': '<<<<<<< HEAD\n' });
    expect(problems).toHaveLength(1);
    expect(entries.component.map((entry) => entry.data.name)).toContain('ledger');
  });

  test('a severity that cannot be read takes no incident down', () => {
    const { entries, problems } = contentWith({ 'severities/sev2.md': '' });
    expect(problems).toHaveLength(1);
    expect(entries.incident).toHaveLength(2);
  });

  test('a site that cannot be read is named "Status" and takes nothing down', () => {
    for (const text of ['', 'name: [', undefined]) {
      const { site, entries } = contentWith({ 'site.yaml': text });
      expect(site.data.name).toBe('Status');
      expect([entries.component.length, entries.incident.length]).toEqual([3, 2]);
    }
  });

  test('content without a site says so', () => {
    expect(contentWith({ 'site.yaml': undefined }).problems).toHaveLength(1);
  });

  test('a second file for the site is a problem, not ignored', () => {
    expect(contentWith({ 'site.yml': 'name: Other\nurl: https://example.com\n' }).problems).toHaveLength(1);
  });

  test('a component whose name cannot be an address is not published at one', () => {
    for (const name of ['New API', '=cmd', 'a,b', '"><img src=x>', 'Größe']) {
      const { entries, problems } = contentWith({
        [`components/${name}.md`]: '---\nname: New\nsince: 2026-01-01\n---\n',
      });
      expect(problems.map((problem) => problem.code)).toEqual(['bad-file-name']);
      expect(
        entries.component.every((entry) => /^[a-z0-9-]+$/.test(entry.id)),
        name,
      ).toBe(true);
    }
  });

  test('a component whose name differs in case only does not spoil the other', () => {
    const { problems, entries } = contentWith({ 'components/Ledger.md': '---\nname: New\nsince: 2026-01-01\n---\n' });
    expect(problems.map((problem) => problem.file)).toEqual(['components/Ledger.md']);
    expect(entries.component.find((entry) => entry.id === 'ledger')?.data.group).toBe('money');
  });

  test('a broken incident does not make its post-mortem an orphan', () => {
    expect(contentWith({ [INCIDENT_PATH]: '' }).problems.map((problem) => problem.file)).toEqual([INCIDENT_PATH]);
  });

  test('pictures and the like beside content are nobody’s business', () => {
    const extra = { 'incidents/2026/graph.png': 'x', 'README.md': '# Content', 'components/notes.txt': 'x' };
    expect(contentWith(extra).problems).toEqual([]);
  });
});

const RESOLVED = '## 2026-11-20 09:00 UTC · resolved\n\nOver.';

/** The one problem that the changed files make, as a terminal shows it; all other files must have been read. */
function brokenBy(changes: Record<string, string>): string {
  const content = contentWith(changes);
  expect(content.problems.map((problem) => problem.code)).toHaveLength(1);
  const changed = new Set(Object.keys(changes));
  expect(content.problems.every((problem) => changed.has(problem.file))).toBe(true);
  expect(idsOf(content)).toEqual(expect.arrayContaining(idsOf(contentWith()).filter((id) => !isFrom(id, changed))));
  return `\n${toTerminal(content.problems, { color: false, root: 'content' })}`;
}

function idsOf(content: Content): string[] {
  return Object.values(content.entries).flatMap((entries) =>
    entries.map((entry) => `${entry.kind} ${entry.id} ${JSON.stringify(entry.data)}`),
  );
}

function isFrom(id: string, changed: ReadonlySet<string>): boolean {
  const [kind, name] = id.split(' ');
  return [...changed].some(
    (path) => path.includes(`${kind === 'oncall' ? kind : kind?.slice(0, 5)}`) && path.includes(`/${name}.`),
  );
}
