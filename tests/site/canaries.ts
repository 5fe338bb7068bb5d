import { printYaml } from '../../src/parse/yaml.ts';

/** What every canary holds, whatever else its place lets it be. */
export const MARK = 'zqvkanari';

/** A content folder in which everything that only the team may read holds a canary; each seed gives others, of another length. */
export function contentWithCanaries(seed: string): Planted {
  const planted = new Map<string, string>();
  const plant = (place: string): string => {
    const core = `${MARK}${seed}${String(planted.size).padStart(4, '0')}`;
    planted.set(core, place);
    return core;
  };
  const plants: Plants = {
    text: (place) => `${plant(place)} Käfig & <b>"Ufer"</b> 'x' %41`,
    id: plant,
    capitals: (place) => plant(place).toUpperCase(),
    link: (place) => `https://${plant(place)}.example/a?b=${seed}&c=<d>`,
  };
  const files = {
    ...site(plants),
    ...components(plants),
    ...severities(plants),
    ...publicIncidents(plants),
    ...hiddenIncidents(plants),
    ...maintenance(plants),
    ...postmortems(plants),
    ...teamFiles(plants),
    ...otherFiles(plants),
  };
  return { files, planted, folder: plant('the folder'), secrets: secrets(files, plants) };
}

function site({ text, capitals, link, id }: Plants): Files {
  const common = (kind: string): object => ({
    kind,
    secret: capitals(`site: channels.${kind}.secret`),
    hears: ['maintenance', 'postmortems'],
    ...(kind === 'webhook' && { signing: capitals('site: channels.signing') }),
    ...(kind === 'email' && {
      from: `Team <${id('site: channels.from')}@example.com>`,
      recipients: capitals('site: channels.recipients'),
    }),
    ...(kind === 'mastodon' && { server: link('site: channels.server') }),
    ...(kind === 'bluesky' && { handle: text('site: channels.handle') }),
  });
  const kinds = ['slack', 'teams', 'discord', 'webhook', 'email', 'mastodon', 'bluesky'];
  return {
    'site.yaml': `# ${text('site: a comment')}\n${printYaml({
      name: 'Example',
      url: 'https://status.example.com',
      header: `A word. <!-- ${text('site: a comment in the header')} -->`,
      publicRoles: ['commander'],
      channels: Object.fromEntries(kinds.map((kind) => [id(`site: channels, a name`), common(kind)])),
      reminders: ['24 h'],
      repository: {
        url: link('site: repository.url'),
        branch: id('site: repository.branch'),
        folder: id('site: folder'),
      },
      postmortems: {
        blaming: [{ words: text('site: postmortems.blaming'), why: text('site: why'), instead: text('site: instead') }],
        allowed: [text('site: postmortems.allowed')],
      },
      alerts: {
        components: [id('site: alerts.components')],
        severityLabels: [id('site: alerts.severityLabels')],
        severities: { [id('site: alerts.severities')]: 'sev2' },
        message: text('site: alerts.message'),
      },
    })}`,
  };
}

function components({ text, id }: Plants): Files {
  return Object.fromEntries(
    COMPONENTS.map((name, index) => [
      `components/${name}.md`,
      file(
        {
          name: `Component ${name}`,
          since: '2025-01-01',
          ...(index > 0 && { depends: ['api'] }),
          ...(index === 0 && { slo: { target: 99.9 } }),
          runbook: runbookId(id, index),
          checks: [
            { type: 'http', target: text('component: checks.target'), expect: text('component: checks.expect') },
            { type: 'tcp', target: text('component: checks.target') },
          ],
        },
        `What it is. <!-- ${text('component: a comment')} -->`,
      ),
    ]),
  );
}

function severities({ text }: Plants): Files {
  return Object.fromEntries(
    ['sev1', 'sev2', 'sev3'].map((name, index) => [
      `severities/${name}.md`,
      file(
        {
          name: name.toUpperCase(),
          level: index + 1,
          summary: 'It hurts.',
          postmortem: 5,
          escalation: [1, 2, 3].map((hour) => ({ after: `${hour} h`, to: text('severity: escalation.to') })),
        },
        `When it applies. <!--\n${text('severity: a comment')}\n-->`,
      ),
    ]),
  );
}

function publicIncidents(plants: Plants): Files {
  const { text, id } = plants;
  return Object.fromEntries(
    DAYS.slice(0, 8).flatMap((day, index) => {
      const name = `incidents/2026/${day}-trouble-${index}`;
      const fields = {
        title: `Trouble ${index}`,
        severity: `sev${(index % 3) + 1}`,
        components: { [COMPONENTS[index % COMPONENTS.length] ?? 'api']: 'degraded' },
        impact: `Some waited. <!-- ${text('incident: a comment in the impact')} -->`,
        ...hidden(plants),
        roles: {
          commander: 'Ana Public',
          lead: text('incident: roles.lead'),
          communications: text('incident: roles.communications'),
          scribe: text('incident: roles.scribe'),
          liaison: text('incident: roles.liaison'),
        },
      };
      const ends = index === 0 ? '' : `\n\n## ${day} 11:00 UTC · resolved\n\nOver.`;
      const said = `## ${day} 10:00 UTC · investigating\n\nWe look. <!-- ${text('incident: a comment in an update')} -->${ends}`;
      const added = `## ${day} 10:30 UTC · identified\n\nFound.\n\n<!--\n${text('incident: a comment in an addition')}\n\n## ${day} 10:40 UTC · update\n-->`;
      return [
        [`${name}.md`, file(fields, said, `# ${text('incident: a comment in the fields')}\n`)],
        ...(index === 1 ? [[`${name}/${day}-1030.md`, added]] : []),
        ...(index === 2
          ? [[`${name}/${id('incident: a file beside it')}.txt`, text('incident: a file beside it')]]
          : []),
      ];
    }),
  );
}

/** What only the team knows of an incident that the public sees. */
function hidden({ text, id, link }: Plants): object {
  return {
    alerts: [1, 2, 3].map((number) => ({
      source: 'alertmanager',
      key: text('incident: alerts.key'),
      title: text('incident: alerts.title'),
      url: link('incident: alerts.url'),
      started: `2026-11-0${number}T09:00:00Z`,
      ended: `2026-11-0${number}T09:30:00Z`,
      silences: [id('incident: alerts.silences')],
      values: { [id('incident: alerts.values, a name')]: text('incident: alerts.values') },
    })),
    alertUpdates: [text('incident: alertUpdates')],
    comments: [text('incident: comments')],
    tracking: link('incident: tracking'),
  };
}

function hiddenIncidents(plants: Plants): Files {
  const { text, id, link } = plants;
  return Object.fromEntries(
    DAYS.slice(0, 16).map((day, index) => {
      const fields = {
        title: text('hidden incident: title'),
        severity: 'sev2',
        cause: id('hidden incident: cause'),
        tags: [id('hidden incident: tags')],
        components: { web: 'degraded' },
        impact: text('hidden incident: impact'),
        links: [{ label: text('hidden incident: links.label'), url: link('hidden incident: links.url') }],
        visibility: index % 2 === 0 ? 'draft' : 'internal',
        roles: { commander: text('hidden incident: roles.commander') },
        ...hidden(plants),
      };
      const ends = index < 2 ? '' : `\n\n## ${day} 13:00 UTC · resolved\n\nOver.`;
      const said = `## ${day} 12:00 UTC · investigating\n\n${text('hidden incident: an update')}${ends}`;
      return [`incidents/2026/${day}-${id('hidden incident: the name of its file')}.md`, file(fields, said)];
    }),
  );
}

function maintenance({ text, id, link }: Plants): Files {
  const work = (day: string, fields: object, said: string): string =>
    file(
      {
        title: 'Work',
        start: `${day}T20:00:00Z`,
        end: `${day}T21:00:00Z`,
        components: ['api'],
        owner: text('maintenance: owner'),
        comments: [text('maintenance: comments')],
        tracking: link('maintenance: tracking'),
        ...fields,
      },
      said,
    );
  const commented = (): string => `The words. <!-- ${text('maintenance: a comment')} -->`;
  return {
    'maintenance/2026/2026-11-24-plan.md': work('2026-11-24', {}, commented()),
    'maintenance/2026/2026-11-10-done.md': work('2026-11-10', {}, commented()),
    'maintenance/2026/2026-11-25-weekly.md': work('2026-11-25', { repeat: 'every 1 week' }, commented()),
    ...Object.fromEntries(
      ['2026-11-12', '2026-11-21', '2026-11-27'].map((day, index) => [
        `maintenance/2026/${day}-${id('hidden maintenance: the name of its file')}.md`,
        work(
          day,
          {
            title: text('hidden maintenance: title'),
            visibility: index === 0 ? 'internal' : 'draft',
            links: [{ label: text('hidden maintenance: links.label'), url: link('hidden maintenance: links.url') }],
          },
          text('hidden maintenance: its words'),
        ),
      ]),
    ),
  };
}

function postmortems({ text, id }: Plants): Files {
  const team = (): object => ({
    authors: [text('post-mortem: authors')],
    owner: text('post-mortem: owner'),
    cost: text('post-mortem: cost'),
    template: templateId(id),
    links: [{ label: text('post-mortem: links.label'), url: `https://${id('post-mortem: links.url')}.example` }],
    withdrawn: text('post-mortem: withdrawn'),
  });
  const tasks = (): string =>
    [
      `- [ ] Do it · owner: ${id('post-mortem: a task, its owner')} · due: 2026-12-01 · issue: https://${id('post-mortem: a task, its issue')}.example/1`,
      `- [x] Done | done: 2026-11-19 | cost: ${id('post-mortem: a task, its cost')}`,
      `  1. [ ] Nested, owner: ${id('post-mortem: a nested task, its owner')}`,
      `- [ ] Long\n  **owner**: ${id('post-mortem: a task of two lines')}`,
    ].join('\n');
  const published = DAYS.slice(1, 4).map((day, index) => [
    `postmortems/${day}-trouble-${index + 1}.${index === 2 ? 'md' : 'mdx'}`,
    file(
      { title: 'Learned', status: 'published', published: '2026-11-20', summary: 'It broke.', ...team() },
      `## Summary\n\nIt broke.${index === 2 ? ` <!-- ${text('post-mortem: a comment')} -->` : ''}\n\n## Action items\n\n${tasks()}`,
    ),
  ]);
  const unpublished = DAYS.slice(4, 7).map((day, index) => [
    `postmortems/${day}-trouble-${index + 4}.mdx`,
    file(
      {
        title: text('draft post-mortem: title'),
        status: index === 0 ? 'review' : 'draft',
        summary: text('draft post-mortem: summary'),
        tags: [id('draft post-mortem: tags')],
        ...team(),
      },
      `## Summary\n\n${id('draft post-mortem: its words')}\n\n${tasks()}`,
    ),
  ]);
  return Object.fromEntries([...published, ...unpublished]);
}

function teamFiles({ text, id, capitals }: Plants): Files {
  const rules = [0, 1, 2].map((index) => {
    const [title, label] = [text('rule: title'), id('rule: match, a label')];
    const fields = {
      name: text('rule: name'),
      match: { [label]: [text('rule: match, a value')] },
      component: 'api',
      severity: 'sev2',
      title,
      ending: text('rule: ending'),
      runbook: runbookId(id, index),
    };
    return [`rules/${id('rule: the name of its file')}.md`, file(fields, text('rule: its words'))];
  });
  const runbooks = COMPONENTS.map((component, index) => [
    `runbooks/${runbookId(id, index)}.md`,
    file(
      {
        title: text('runbook: title'),
        components: [component],
        owner: text('runbook: owner'),
        reviewBy: '2027-01-01',
        tags: [id('runbook: tags')],
        variables: {
          host: { about: text('runbook: variables.about'), default: text('runbook: variables.default') },
          key: { about: 'A key.', secret: true, pattern: id('runbook: variables.pattern') },
        },
      },
      `## Symptoms\n\n${text('runbook: its words')}\n\n\`\`\`sh\necho ${id('runbook: a command')}\n\`\`\``,
    ),
  ]);
  const silences = [0, 1].map(() => [
    `silences/${id('silence: the name of its file')}.md`,
    file(
      {
        reason: text('silence: reason'),
        match: { [id('silence: match')]: text('silence: match') },
        until: '2026-12-01T00:00:00Z',
      },
      text('silence: its words'),
    ),
  ]);
  const oncall = [0, 1].map(() => {
    const [person, layer] = [id('on-call: people, a key'), text('on-call: layers.name')];
    const fields = {
      team: text('on-call: team'),
      timezone: 'Europe/Berlin',
      components: ['api'],
      people: { [person]: { name: text('on-call: people.name'), contact: capitals('on-call: people.contact') } },
      layers: [{ name: layer, start: '2026-01-05', handoff: { day: 'monday', time: '09:00' }, people: [person] }],
      overrides: [
        { layer, person, from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z', reason: text('on-call: reason') },
      ],
      holidays: [{ day: '2026-12-25', name: text('on-call: holidays.name') }],
      escalation: [{ after: '15 min', to: text('on-call: escalation.to') }],
    };
    return [`oncall/${id('on-call: the name of its file')}.md`, file(fields, text('on-call: its words'))];
  });
  const messages = [0, 1].map(() => [
    `messages/${id('message: the name of its file')}.md`,
    file({ event: 'opened', subject: text('message: subject') }, text('message: its words')),
  ]);
  const logs = DAYS.slice(3, 6).map((day, index) => [
    `logs/2026/${day}-trouble-${index + 3}.md`,
    `## ${day} 10:05 UTC · ${text('log: who writes')} · decision\n\n${text('log: its words')}\n\n\`\`\`sh\necho ${id('log: a command')}\n\`\`\`\n`,
  ]);
  const templates = [0, 1].map((index) => [
    `templates/${index === 0 ? templateId(id) : id('template: the name of its file')}.md`,
    file({ name: text('template: name'), use: text('template: use') }, `## Summary\n\n${text('template: its words')}`),
  ]);
  return Object.fromEntries([...rules, ...runbooks, ...silences, ...oncall, ...messages, ...logs, ...templates]);
}

/** What nobody reads, what cannot be read, and what was never meant to lie there. */
function otherFiles({ text, id }: Plants): Files {
  return {
    'README.md': text('a file that is no content'),
    [`notes/${id('a folder that is no content')}/${id('its file')}.md`]: text('its words'),
    [`.${id('a hidden file')}`]: text('a hidden file, its words'),
    [`incidents/2026/2026-11-05-${id('an unreadable hidden incident, its name')}.md`]: file(
      {
        title: text('an unreadable hidden incident, its title'),
        visibility: 'internal',
        severity: 'no such',
        kind: 'wrong',
      },
      text('an unreadable hidden incident, its words'),
    ),
    [`rules/${id('an unreadable rule, its name')}.md`]: `---\nname: [${text('an unreadable rule')}\n---\n`,
    [`logs/2026/${DAYS[6]}-trouble-6.md`]: text('an unreadable log'),
    ...Object.fromEntries(
      ['runbooks', 'silences', 'oncall', 'messages', 'templates'].map((folder) => [
        `${folder}/${id('an unreadable file of the team, its name')}.md`,
        file({ [id('an unknown field')]: text('an unknown field') }, text('its words')),
      ]),
    ),
  };
}

function secrets(files: Files, { text }: Plants): Record<string, string> {
  const names = Object.values(files).flatMap(
    (content) => content.match(new RegExp(`${MARK.toUpperCase()}\\w+`, 'g')) ?? [],
  );
  return Object.fromEntries(names.map((name) => [name, text('the value of a secret')]));
}

const known = new WeakMap<Plants['id'], Map<string, string>>();

/** The same one however often it is named. */
function named(id: Plants['id'], place: string, index = 0): string {
  const names = known.get(id) ?? new Map<string, string>();
  known.set(id, names);
  const name = names.get(`${place} ${index}`) ?? id(place);
  names.set(`${place} ${index}`, name);
  return name;
}

function runbookId(id: Plants['id'], index: number): string {
  return named(id, 'component: runbook', index);
}

function templateId(id: Plants['id']): string {
  return named(id, 'post-mortem: template');
}

function file(fields: object, body: string, comment = ''): string {
  return `---\n${comment}${printYaml(fields)}---\n\n${body}\n`;
}

const COMPONENTS = ['api', 'web', 'mail', 'jobs', 'search'];
const DAYS = Array.from({ length: 18 }, (_, index) => `2026-11-${String(20 - index).padStart(2, '0')}`);

type Files = Record<string, string>;

interface Plants {
  /** Words of which each way of writing them makes something else. */
  text: (place: string) => string;
  id: (place: string) => string;
  capitals: (place: string) => string;
  link: (place: string) => string;
}

export interface Planted {
  /** By their path in the content folder. */
  files: Files;
  /** Where each canary sits. */
  planted: ReadonlyMap<string, string>;
  /** What the folder itself is called. */
  folder: string;
  /** What the build finds in its environment. */
  secrets: Record<string, string>;
}
