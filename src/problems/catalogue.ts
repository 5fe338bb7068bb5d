import { didYouMean } from './suggest.ts';

type Sentence = [message: string, remedy: string];

/** Quotes a value the way it stands in the file, shortened. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function blockOf(opening: string): string {
  return opening === '<!--' ? 'comment opened by "<!--"' : `code block opened by ${quote(opening)}`;
}

function closingOf(opening: string): string {
  return opening === '<!--' ? 'Close it with `-->`.' : 'Close it with a line of the same marks.';
}

function remedyFor(reason: string): string {
  if (reason.startsWith('is longer')) return 'Shorten it.';
  if (reason.startsWith('is not after')) return 'Write a later time of the same day.';
  if (reason.startsWith('must not be empty')) return 'Write something, or remove the line.';
  return 'Correct it, or remove the line.';
}

/**
 * Everything that can be wrong with content. The name is permanent; `say` tells what is wrong with the value in it,
 * then what to write instead.
 */
export const CATALOGUE = {
  'not-text': {
    say: (): Sentence => ['The file is not UTF-8 text.', 'Save it as UTF-8; remove NUL characters.'],
  },
  'empty-file': {
    say: (a: { kind: string }): Sentence => [
      `The file is empty; it should describe ${a.kind}.`,
      'Begin with a line `---`, the fields, and another line `---`; or delete the file.',
    ],
  },
  'too-long': {
    say: (a: { size: number; limit: number }): Sentence => [
      `The file has ${a.size} characters, more than ${a.limit}.`,
      'Shorten it, or split what happened into several files.',
    ],
  },
  'conflict-markers': {
    say: (a: { marker: string }): Sentence => [
      `A merge was not finished: the line ${quote(a.marker)} is still here.`,
      'Keep the lines that are right and remove the lines beginning with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  'unknown-place': {
    say: (a: { path: string; examples: readonly string[] }): Sentence => [
      `${quote(a.path)} is not a place where content is read from.`,
      `Move or rename it to one of: ${a.examples.join(', ')}.`,
    ],
  },
  'incident-mdx': {
    say: (a: { path: string }): Sentence => [
      `${quote(a.path)} is MDX, which can run code; incidents and maintenance are plain Markdown.`,
      `Rename it to ${quote(a.path.replace(/x$/, ''))}.`,
    ],
  },
  'bad-file-name': {
    say: (a: { name: string; expected: string }): Sentence => [
      `The file name ${quote(a.name)} cannot be an address.`,
      `Rename it to ${quote(a.expected)}: lower-case letters, digits and single dashes.`,
    ],
  },
  'no-site': {
    say: (): Sentence => [
      'There is no site.yaml, so nobody knows whose status this is.',
      'Write one with at least `name: …` and `url: https://…`.',
    ],
  },
  'wrong-folder': {
    say: (a: { year: string; name: string }): Sentence => [
      `${quote(a.name)} stands in the folder of ${a.year}.`,
      `Move it to the folder ${a.name.slice(0, 4)}.`,
    ],
  },
  'missing-frontmatter': {
    say: (a: { line: string }): Sentence => [
      `The file begins with ${quote(a.line)} instead of its fields.`,
      'Begin with a line `---`, then the fields, then another line `---`.',
    ],
  },
  'frontmatter-language': {
    say: (a: { line: string }): Sentence => [
      `The first line is ${quote(a.line)}; only YAML is read here, and nothing in content is run.`,
      'Write `---` alone on the first line.',
    ],
  },
  'frontmatter-fence': {
    say: (a: { line: string }): Sentence => [
      `The fields are closed by ${quote(a.line)}.`,
      'Close them with `---` alone on its line; quote a value that begins with dashes.',
    ],
  },
  'unclosed-frontmatter': {
    say: (): Sentence => ['The fields are never closed.', 'Add a line `---` after the last field.'],
  },
  'yaml-syntax': {
    say: (a: { reason: string; line: string }): Sentence => [
      `This is not valid YAML (${a.reason}): ${quote(a.line.trim())}.`,
      'Check indentation, and put quotes around text that holds `: `, `#`, `[`, `{` or begins with a sign.',
    ],
  },
  'duplicate-key': {
    say: (a: { key: string }): Sentence => [`${quote(a.key)} is given twice.`, 'Keep one of the two lines.'],
  },
  'not-a-mapping': {
    say: (a: { value: unknown }): Sentence => [
      `The fields are ${quote(a.value)}, not a list of \`name: value\` lines.`,
      'Write one field a line, such as `title: Slow payments`.',
    ],
  },
  'unknown-key': {
    say: (a: { key: string; owner: string; known: readonly string[] }): Sentence => [
      `${quote(a.key)} is not a field of ${a.owner}.`,
      didYouMean(a.key, a.known),
    ],
  },
  'missing-key': {
    say: (a: { key: string; owner: string; example?: string }): Sentence => [
      `${quote(a.key)} is missing from ${a.owner}.`,
      a.example ? `Write, for example, \`${a.key}: ${a.example}\`.` : `Add a line \`${a.key}: …\`.`,
    ],
  },
  'wrong-type': {
    say: (a: { key: string; value: unknown; expected: string; example?: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}; it must be ${a.expected}.`,
      a.example ? `Write, for example, \`${a.example}\`.` : `Write ${a.expected}.`,
    ],
  },
  'wrong-value': {
    say: (a: { key: string; value: unknown; allowed: readonly string[] }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, which is not one of: ${a.allowed.join(', ')}.`,
      didYouMean(String(a.value), a.allowed),
    ],
  },
  'wrong-format': {
    say: (a: { key: string; value: unknown; reason: string; example?: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, which ${a.reason}.`,
      a.example ? `Write, for example, \`${a.example}\`.` : remedyFor(a.reason),
    ],
  },
  'no-zone': {
    say: (a: { key: string; value: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, a time without its zone.`,
      `Write \`${a.value.replace(' ', 'T')}Z\` if that is UTC, or add an offset such as \`+01:00\`.`,
    ],
  },
  'update-heading': {
    say: (a: { heading: string; reason: string; corrected: string }): Sentence => [
      `This heading is nearly an update: ${a.reason}.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'no-update': {
    say: (a: { example: string }): Sentence => [
      'The incident has no update, so nobody would learn what is going on.',
      `Add a heading such as \`${a.example}\` and a sentence below it.`,
    ],
  },
  'unclosed-code': {
    say: (a: { opening: string }): Sentence => [
      `The ${blockOf(a.opening)} is never closed, and swallows the updates below it.`,
      closingOf(a.opening),
    ],
  },
  'open-code': {
    level: 'warning',
    say: (a: { opening: string }): Sentence => [
      `The ${blockOf(a.opening)} is never closed, and would swallow the next update.`,
      closingOf(a.opening),
    ],
  },
  'lost-html': {
    level: 'warning',
    say: (a: { tag: string }): Sentence => [`"${a.tag}" will not be shown.`, `Write it as code: \`${a.tag}\`.`],
  },
  'text-before-update': {
    say: (a: { line: string }): Sentence => [
      `${quote(a.line)} stands above the first update and would not be shown.`,
      'Put it below an update heading, or into the field `impact`.',
    ],
  },
  'note-heading': {
    say: (a: { heading: string; reason: string; corrected: string }): Sentence => [
      `This heading is nearly one of an internal timeline: ${a.reason}.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'not-a-note': {
    say: (a: { heading: string }): Sentence => [
      `The heading ${quote(a.heading)} begins no entry, so what stands below it would belong to the one before.`,
      'Begin it with a time and who writes, such as `## 2026-11-21 14:45 UTC · Ana Lind`, or use ### below an entry.',
    ],
  },
  'text-before-note': {
    say: (a: { line: string }): Sentence => [
      `${quote(a.line)} stands above the first entry and would not be shown.`,
      'Put it below a heading such as `## 2026-11-21 14:45 UTC · Ana Lind`.',
    ],
  },
  'orphan-log': {
    say: (a: { incident: string; known: readonly string[] }): Sentence => [
      `The log belongs to ${quote(a.incident)}, and there is no such incident.`,
      `${didYouMean(a.incident, a.known.slice(0, 5))} Name the file like its incident.`,
    ],
  },
  'no-such-incident': {
    say: (a: { id: string; ids: readonly string[] }): Sentence => [
      `The folder ${quote(a.id)} holds updates of an incident that is not there.`,
      `Name the folder like the incident's file, without ".md". ${didYouMean(a.id, a.ids)}`.trim(),
    ],
  },
  'updates-out-of-order': {
    say: (a: { heading: string; before: string; line: number }): Sentence => [
      `The update ${quote(a.heading)} is earlier than the one before it, ${quote(a.before)} on line ${a.line}.`,
      'Correct the time, or move the update so that the oldest stands first.',
    ],
  },
  'update-in-future': {
    say: (a: { heading: string; now: string }): Sentence => [
      `The update ${quote(a.heading)} lies in the future; it is ${a.now} now.`,
      'Correct the time or its zone.',
    ],
  },
  'update-before-start': {
    say: (a: { heading: string; started: string; line: number }): Sentence => [
      `The update ${quote(a.heading)} is earlier than the start, ${a.started} on line ${a.line}.`,
      'Correct the start or the time of the update.',
    ],
  },
  'edited-too-early': {
    say: (a: { heading: string }): Sentence => [
      `The update ${quote(a.heading)} says it was edited before it was published.`,
      'Write the time of the edit after `edited`.',
    ],
  },
  'contradictory-times': {
    say: (a: { first: string; firstTime: string; second: string; secondTime: string; line: number }): Sentence => [
      `${quote(a.first)} is ${a.firstTime}, later than ${quote(a.second)}, ${a.secondTime} on line ${a.line}.`,
      'Correct one of the two.',
    ],
  },
  'resolved-without-update': {
    say: (a: { time: string; heading: string; line: number; corrected: string }): Sentence => [
      `"resolved" is ${a.time}, but the last update, ${quote(a.heading)} on line ${a.line}, does not say so.`,
      `Add \`${a.corrected}\` at the end of the file, or remove the field.`,
    ],
  },
  'records-in-future': {
    say: (a: { since: string; today: string }): Sentence => [
      `"recordsSince" is ${a.since}, which is in the future; until then nothing would be counted.`,
      `Write the day on which you began to write incidents down, such as ${a.today}.`,
    ],
  },
  'before-records': {
    level: 'warning',
    say: (a: { since: string; count: number; first: string }): Sentence => [
      `${a.count === 1 ? '1 incident' : `${a.count} incidents`} began before "recordsSince", ${a.since}; no figure counts ${a.count === 1 ? 'it' : 'them'}.`,
      `If the records before that day are complete, write ${a.first}.`,
    ],
  },
  'end-before-start': {
    say: (a: { start: string; end: string; line: number }): Sentence => [
      `"end" is ${a.end}, not later than "start", ${a.start} on line ${a.line}.`,
      'Correct one of the two.',
    ],
  },
  'bad-rule': {
    say: (a: { reason: string }): Sentence => [
      `The parts of "repeat" do not go together: ${a.reason}.`,
      'Write, for example, `every week` or `FREQ=MONTHLY;BYDAY=1SU`.',
    ],
  },
  'series-name': {
    say: (a: { name: string; first: string; expected: string }): Sentence => [
      `A series is named by the day of its first window, ${a.first}; this file is ${quote(a.name)}.`,
      `Rename it to ${quote(a.expected)}, or correct "start".`,
    ],
  },
  'not-in-rule': {
    say: (a: { first: string; days: readonly string[] }): Sentence => [
      `"start" is on ${a.first}, which is not a day that "repeat" gives.`,
      a.days[0] ? `Begin on ${a.days[0]}, or correct the rule.` : 'Correct the rule: it gives no day at all.',
    ],
  },
  'empty-series': {
    say: (): Sentence => [
      'No window is left of the series.',
      'Correct `until`, `except` or the rule; or delete the file.',
    ],
  },
  'series-too-long': {
    say: (a: { most: number }): Sentence => [
      `The series has had more than ${a.most} windows.`,
      'Begin it later: windows that nobody asks about any more need no page.',
    ],
  },
  'series-overlap': {
    say: (a: { day: string; next: string }): Sentence => [
      `The window of ${a.day} is not over when that of ${a.next} begins.`,
      'Write an earlier `end`, or repeat it less often.',
    ],
  },
  'unknown-occurrence': {
    say: (a: { of: string; near: readonly string[] }): Sentence => [
      `${quote(a.of)} has no window that begins then.`,
      a.near.length > 0 ? `Write when it was planned to begin: ${a.near.join(' or ')}.` : 'Correct the time.',
    ],
  },
  'occurrence-name': {
    say: (a: { name: string; expected: string }): Sentence => [
      `A file for this window of the series is called ${quote(a.expected)}; this one is ${quote(a.name)}.`,
      `Rename it to ${quote(a.expected)}, or correct the time.`,
    ],
  },
  'unknown-reference': {
    say: (a: { what: string; value: string; known: readonly string[] }): Sentence => [
      `There is no ${a.what} ${quote(a.value)}.`,
      didYouMean(a.value, a.known),
    ],
  },
  'orphan-postmortem': {
    say: (a: { incident: string; known: readonly string[] }): Sentence => [
      `The post-mortem belongs to ${quote(a.incident)}, and there is no such incident.`,
      `${didYouMean(a.incident, a.known.slice(0, 5))} Name the file like its incident, or set \`incident\`.`,
    ],
  },
  'same-id': {
    say: (a: { id: string; other: string }): Sentence => [
      `${quote(a.id)} is also the address of ${a.other}.`,
      'Rename one of the two files; letter case and accents do not tell them apart.',
    ],
  },
  'dependency-cycle': {
    say: (a: { cycle: readonly string[] }): Sentence => [
      `The component needs itself: ${a.cycle.join(' → ')}.`,
      'Remove one `depends` in this circle.',
    ],
  },
  'mdx-syntax': {
    say: (a: { reason: string }): Sentence => [
      `This is not valid MDX: ${a.reason}.`,
      'Write `\\{` and `&lt;` where a brace or an angle bracket is meant as text.',
    ],
  },
  'mdx-code': {
    say: (a: { code: string }): Sentence => [
      `${quote(a.code)} is code; content holds none.`,
      'Write plain Markdown; what elements there are, such as `<Scale />`, is told in .github/people/postmortems.md.',
    ],
  },
  'mdx-element': {
    say: (a: { element: string; known: readonly string[] }): Sentence => [
      `There is no element ${quote(a.element)}.`,
      didYouMean(a.element, a.known),
    ],
  },
  'mdx-attribute': {
    say: (a: { name: string; element: string; known: readonly string[] }): Sentence => [
      `<${a.element}> has no attribute ${quote(a.name)}.`,
      a.known.length > 0 ? didYouMean(a.name, a.known) : `Write \`<${a.element} />\`.`,
    ],
  },
  'mdx-value': {
    say: (a: { name: string; element: string }): Sentence => [
      `${quote(a.name)} of <${a.element}> says nothing.`,
      `Write \`${a.name}="…"\`, in quotes.`,
    ],
  },
  'element-in-line': {
    level: 'warning',
    say: (a: { element: string }): Sentence => [
      `<${a.element}> stands inside of a line, so only its text is shown.`,
      'Give it lines of its own, an empty one before and after.',
    ],
  },
  'element-content': {
    level: 'warning',
    say: (a: { element: string; needs: string; example: string }): Sentence => [
      `<${a.element}> must stand around ${a.needs} and nothing else; now its text is shown as it stands.`,
      `Write ${a.needs} such as \`${a.example}\` between <${a.element}> and </${a.element}>, with empty lines around it.`,
    ],
  },
  'chart-kind': {
    level: 'warning',
    say: (a: { kind: string | undefined; known: readonly string[] }): Sentence => [
      a.kind === undefined ? 'Nobody says how <Chart> is drawn.' : `<Chart> cannot be drawn as ${quote(a.kind)}.`,
      a.kind === undefined ? 'Write `kind="bar"` or `kind="line"`.' : didYouMean(a.kind, a.known),
    ],
  },
  'chart-question': {
    level: 'warning',
    say: (): Sentence => ['<Chart> does not say what it answers.', 'Write `question="How many failed?"`.'],
  },
  'chart-size': {
    level: 'warning',
    say: (a: { columns: number; rows: number; most: number; mostRows: number }): Sentence => [
      `A table of ${a.columns} columns and ${a.rows} rows cannot be drawn.`,
      `Write 2 to ${a.most} columns, the names of the rows first, and 2 to ${a.mostRows} rows.`,
    ],
  },
  'chart-words': {
    level: 'warning',
    say: (a: { text: string; column: string }): Sentence => [
      `${quote(a.text)} in the column ${quote(a.column)} is no number, so nothing is drawn.`,
      'Write a number such as `1,904` or `0.8 s`, and `–` where there is none.',
    ],
  },
  'not-an-update': {
    say: (a: { heading: string }): Sentence => [
      `${quote(a.heading)} is no update, and headings with one or two # begin one.`,
      'Write `## <date> <time> UTC · <state>` for an update, or `###` for a heading inside one.',
    ],
  },
  'unreachable-rule': {
    level: 'warning',
    say: (a: { before: string }): Sentence => [
      `No alert gets here: the rule ${quote(a.before)} is tried before it and fits all that this one fits.`,
      'Give this one a smaller `order`, narrow the other one, or remove one of the two.',
    ],
  },
  'alias-taken': {
    level: 'warning',
    say: (a: { alias: string; id: string; as: string }): Sentence => [
      `${quote(a.alias)} leads to the component ${quote(a.id)}, because it is ${a.as === 'alias' ? 'also an alias' : `the ${a.as}`} of that one.`,
      'Remove it from one of the two, or choose another word.',
    ],
  },
  'expired-silence': {
    level: 'warning',
    say: (a: { until: string }): Sentence => [
      `The silence ended at ${a.until} and keeps nothing back any more.`,
      'Remove the file, or write a later `until`.',
    ],
  },
  'unknown-placeholder': {
    say: (a: { place: string }): Sentence => [
      `${quote(a.place)} asks for nothing that an alert has, and would be published as it stands.`,
      'Write {{ title }}, {{ text }} or {{ labels.<name> }}.',
    ],
  },
  'unknown-message-place': {
    say: (a: { place: string; name: string; known: readonly string[] }): Sentence => [
      `${quote(a.place)} stands for nothing in a message, and would be sent as it stands.`,
      didYouMean(a.name, a.known),
    ],
  },
  'unknown-template-place': {
    say: (a: { place: string; name: string; known: readonly string[] }): Sentence => [
      `${quote(a.place)} is nothing that an incident can fill in.`,
      didYouMean(a.name, a.known),
    ],
  },
  'unknown-channel': {
    level: 'warning',
    say: (a: { value: string; known: readonly string[] }): Sentence => [
      `There is no channel ${quote(a.value)} in site.yaml, so nobody is told there.`,
      didYouMean(a.value, a.known),
    ],
  },
  'unusable-message': {
    say: (a: { reason: string }): Sentence => [
      `The prepared message cannot stand in an incident: ${a.reason}.`,
      'Write it as the text of an update: headings with ###, code blocks closed, no line that reads as a heading of an update.',
    ],
  },
  'unsafe-address': {
    say: (a: { address: string }): Sentence => [
      `${quote(a.address)} is an address that could run code.`,
      'Write an address that begins with https://, http://, mailto:, / or #.',
    ],
  },
  'unmarked-edit': {
    say: (a: { heading: string; since: string; corrected: string }): Sentence => [
      `The update ${quote(a.heading)} was published and reads differently since ${a.since}, but does not say it was edited.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'silent-move': {
    say: (a: { since: string; stamp: string }): Sentence => [
      `The planned time changed since ${a.since}, but no update says so, so calendars and subscribers do not learn of it.`,
      `Add at the end: \`## ${a.stamp} UTC · scheduled\`, and below it what changed.`,
    ],
  },
  'rewritten-series': {
    say: (a: { since: string }): Sentence => [
      `The series was changed since ${a.since}, and with it the windows that are past: their times and addresses.`,
      'Take the change back; write the last day as `until`, and plan what follows in a file of its own.',
    ],
  },
  'removed-update': {
    say: (a: { heading: string; since: string }): Sentence => [
      `The published update ${quote(a.heading)} is gone since ${a.since}.`,
      'Put it back and mark it as edited; what people have read is corrected, not removed.',
    ],
  },
  'missing-section': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `There is no section ${quote(a.heading)}.`,
      `Add \`## ${a.heading}\`, even if it says only that there is nothing to say.`,
    ],
  },
  'misnamed-section': {
    level: 'warning',
    say: (a: { heading: string; near: string }): Sentence => [
      `${quote(a.heading)} is none of the usual parts of a post-mortem.`,
      `Did you mean "${a.near}"?`,
    ],
  },
  'empty-section': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `The section ${quote(a.heading)} is empty.`,
      'Write it, or say why there is nothing.',
    ],
  },
  'template-text': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `In ${quote(a.heading)} a prompt or an empty row of the template still stands.`,
      'Write what it asks for, and take out what is left of it.',
    ],
  },
  'empty-step': {
    level: 'warning',
    say: (a: { step: string }): Sentence => [
      `${a.step} says nothing to do.`,
      'Write a command below it, or what to do in words.',
    ],
  },
  'unknown-variable': {
    level: 'warning',
    say: (a: { name: string; known: readonly string[] }): Sentence => [
      `${quote(a.name)} is no variable of this runbook, so its place stays as it is.`,
      `${a.known.length > 0 ? `${didYouMean(a.name, a.known)} ` : ''}Declare it: \`variables: { ${a.name}: { about: … } }\`.`,
    ],
  },
  'unused-variable': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `No command asks for ${quote(a.name)}.`,
      `Write \`{{ ${a.name} }}\` where it belongs, or remove it.`,
    ],
  },
  'closed-variable': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `No value can be put in safely where ${quote(a.name)} stands.`,
      'Take it out of backticks, braces, arithmetic, comments and here-documents; give it to the command as a word.',
    ],
  },
  'variable-read-twice': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `Another shell reads ${quote(a.name)} once more, and might take its value for several words.`,
      `Say what it may look like: \`pattern: "[a-z0-9-]+"\`.`,
    ],
  },
  'timeline-order': {
    level: 'warning',
    say: (a: { time: string; before: string }): Sentence => [
      `The timeline goes back from ${a.before} to ${a.time}.`,
      'Put the row where it belongs, or write its day.',
    ],
  },
  'timeline-contradiction': {
    level: 'warning',
    say: (a: { name: string; time: string; known: string }): Sentence => [
      `The timeline has ${quote(a.name)} at ${a.time}, the incident at ${a.known}.`,
      'Correct whichever is wrong.',
    ],
  },
  'timeline-unread': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `The row ${quote(a.text)} tells no time that can be read.`,
      'Begin it with a time such as `14:05 UTC`.',
    ],
  },
  'timeline-unplaced': {
    level: 'warning',
    say: (a: { time: string }): Sentence => [
      `Nobody can tell which moment ${quote(a.time)} is.`,
      'Write its zone as UTC or as an offset such as +02:00, and its day where it is not that of the incident.',
    ],
  },
  'action-untracked': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `${quote(a.text)} is to be done and is no task line, so nobody can tick it.`,
      'Write it as `- [ ] What · owner: Who · due: 2026-12-05 · type: prevent`.',
    ],
  },
  'action-unowned': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [`${quote(a.text)} has no owner.`, 'Add ` · owner: ` and one name.'],
  },
  'action-undated': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `${quote(a.text)} has no day.`,
      'Add ` · due: ` and a day such as 2026-12-05.',
    ],
  },
  'action-type': {
    level: 'warning',
    say: (a: { type: string; types: readonly string[] }): Sentence => [
      `${quote(a.type)} is no type of action.`,
      didYouMean(a.type, a.types),
    ],
  },
  'action-vague': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `Nobody can tell when ${quote(a.text)} is done.`,
      'Say what will be there afterwards that is not there now.',
    ],
  },
  blaming: {
    level: 'warning',
    say: (a: { found: string; why: string; instead: string }): Sentence => [
      `${quote(a.found)}: ${a.why}.`,
      `Tell ${a.instead}.`,
    ],
  },
} as const satisfies Record<string, { level?: 'warning'; say: (args: never) => Sentence }>;

export type ProblemCode = keyof typeof CATALOGUE;
export type ProblemArguments<Code extends ProblemCode> =
  Parameters<(typeof CATALOGUE)[Code]['say']> extends [infer Args] ? Args : Record<string, never>;
