import { z } from 'zod';
import { channel } from './channel.ts';
import { clock, day, duration, id, idInAnyCase, internal, line, link, prose, weekday } from './fields.ts';
import { isTimeZone } from './oncall.ts';
import { SECTION_NAMES } from './postmortem.ts';
import { IMPACT_WORDS, type Impact, impact, ROLES, readImpact } from './words.ts';

const FAILURES = IMPACT_WORDS.filter((word) => word !== 'operational');

const repository = z.strictObject({
  /** Its address, such as `https://github.com/example/status`. */
  url: link,
  branch: line.default('main'),
  /** The content folder in it. */
  folder: z
    .string()
    .regex(/^(?:[\w.-]+(?:\/[\w.-]+)*)?$/, 'expects a folder such as content')
    .default('content'),
});

const weight = z.number().min(0).max(1);

const group = z.strictObject({
  id,
  name: line,
  description: line.optional(),
});

const labelName = z.string().min(1).max(64);

export const alertSettings = z.strictObject({
  /** Labels that may name a component, by its id, its name or an alias; the first that does counts. */
  components: z
    .array(labelName)
    .default(['component', 'service', 'job', 'app', 'application', 'monitor', 'check', 'project', 'host']),
  /** Labels that say how bad it is; the first that is there counts. */
  severityLabels: z.array(labelName).default(['severity', 'priority', 'level']),
  /** What the words there mean: word and severity; usual words such as `critical` and `p3` are known. */
  severities: z.record(z.string().toLowerCase().min(1), idInAnyCase).default({}),
  /** How hard a component is taken to be hit where no rule says. */
  impact: impact.prefault('degraded'),
  /** What is published where no rule says; `{component}` stands for the component's name. */
  message: prose.default(
    'Our monitoring reports a problem with {component}. We are looking into it, and will write here when we know more.',
  ),
  /** What begins again within this time after its end belongs to the same incident. */
  reopen: duration.prefault('30 min'),
  /** What begins within this time in components that depend on each other belongs to the same incident. */
  correlate: duration.prefault('10 min'),
  /** What comes and goes `count` times within `window` is over only when it has been calm for so long. */
  flapping: z
    .strictObject({
      count: z.int().min(2).max(100).default(3),
      window: duration.prefault('1 h'),
      calm: duration.prefault('30 min'),
    })
    .prefault({}),
});

export type AlertSettings = z.output<typeof alertSettings>;

/** What `npm run postmortem -- lint` looks for. */
const lintSettings = z.strictObject({
  /** Parts that every post-mortem must have, in place of those of the template that it was begun from. */
  required: z.array(z.enum(SECTION_NAMES)).optional(),
  /** Words that blame, besides the usual ones. */
  blaming: z
    .array(
      z.strictObject({
        /** A word or a phrase; `*` stands for the rest of a word. */
        words: line,
        why: line,
        /** What to tell instead. */
        instead: line,
        /** Only where they are said of people: a machine may fail to start. */
        people: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Words that are not looked for, though usually they are. */
  allowed: z.array(line).default([]),
});

export type LintSettings = z.output<typeof lintSettings>;

export const siteSchema = z.strictObject({
  /** Whose status this is. */
  name: line,
  /** Where the page is served. */
  url: link,
  /** One sentence for search engines and the top of the page. */
  description: line.optional(),
  /** Days begin and end in this zone. */
  timezone: z.string().refine(isTimeZone, 'is not a time zone such as Europe/Berlin').default('UTC'),
  /** The day from which on incidents were written down, where that is later than the components' own; before it is no data. */
  recordsSince: day.optional(),
  /** Language of the interface and of dates. */
  locale: z.enum(['en']).default('en'),
  /** A picture in `public/` or an address. */
  logo: z.string().min(1).optional(),
  /** Shown at the top right. */
  links: z.array(z.strictObject({ label: line, url: link })).default([]),
  /** Where people who need help go. */
  support: link.optional(),
  /** Markdown above every page. */
  header: prose.optional(),
  /** Markdown below every page. */
  footer: prose.optional(),
  /** Roles in incidents whose names the public may read; none where it is not given. */
  publicRoles: z.array(z.enum(ROLES)).default([]),
  /** Groups of components, in the order shown. */
  groups: z.array(group).default([]),
  windows: z
    .strictObject({
      /** Days in the day bars and uptime figures. */
      days: z.int().min(7).max(366).default(90),
      /** Days of past incidents on the first page. */
      recent: z.int().min(1).max(31).default(7),
      /** Upcoming maintenance is shown this long before. */
      upcoming: duration.prefault('30 days'),
      /** Whole months, besides the one that runs, that the metrics look at. */
      months: z.int().min(3).max(60).default(12),
      /** The page warns when it is older than this. */
      stale: duration.prefault('26 h'),
    })
    .prefault({}),
  uptime: z
    .strictObject({
      /** The share of a second that counts as down, by impact. */
      weights: z
        .strictObject({
          degraded: weight.default(0),
          partial: weight.default(0.3),
          major: weight.default(1),
        })
        .prefault({}),
      /** From how hard a hit on it counts as a failure of a component. */
      failure: z
        .enum(FAILURES)
        .transform((word) => readImpact(word) as Exclude<Impact, 'operational'>)
        .prefault('degraded'),
    })
    .prefault({}),
  /** When the team works; what begins at other times, on other days or on a holiday is after hours. */
  workingHours: z
    .strictObject({
      from: clock.default('09:00'),
      /** Up to, not including; `24:00` for the whole evening. */
      to: z
        .string()
        .regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expects a time of day such as 17:00, at most 24:00')
        .default('17:00'),
      days: z.array(weekday).default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']),
    })
    .superRefine(({ from, to }, ctx) => {
      if (!/^\d\d:\d\d$/.test(from) || !/^\d\d:\d\d$/.test(to) || from < to) return;
      ctx.addIssue({ code: 'custom', path: ['to'], message: `is not after "from", which is ${from}`, input: to });
    })
    .prefault({}),
  /** Days on which nobody works: they are no business days. */
  holidays: z.array(z.strictObject({ day, name: line })).default([]),
  /** Who is told, by the name that severities and messages call them by. */
  channels: internal(z.record(id, channel).optional()),
  /** How long before a maintenance those who hear of it are reminded. */
  reminders: internal(z.array(duration).max(5, 'names more than 5').prefault(['24 h'])),
  /** Where people edit the content; messages to the team lead there. */
  repository: internal(repository.optional()),
  /** What post-mortems are read for before others read them. */
  postmortems: internal(lintSettings.prefault({})),
  /** What happens to alerts that no rule knows, and what belongs together. */
  alerts: internal(alertSettings.optional()),
});

export type SiteInput = z.input<typeof siteSchema>;
export type SiteData = z.output<typeof siteSchema>;
