import { loadAudiences } from '../../src/load-audiences.ts';
import { plansAhead, withBegins } from '../../src/notices/begin.ts';
import { withBlind } from '../../src/notices/blind.ts';
import { type Due, goingOn, noticesDue } from '../../src/notices/due.ts';
import { EMPTY, type Ledger, sentOf, withSent } from '../../src/notices/ledger.ts';
import type { Audiences } from '../../src/notices/listener.ts';
import type { Notice } from '../../src/notices/notice.ts';
import { withShown } from '../../src/notices/shown.ts';
import { SMALL_SITE } from '../support/small-site.ts';

/** A content folder in memory, and the ledger of what its channels were told. */
export interface Desk {
  files: Map<string, string>;
  ledger: Ledger;
  /** What is due at a moment. */
  due: (clock: string) => Due;
  /** The same, and it counts as told. */
  tell: (clock: string) => Notice[];
  write: (path: string, text: string | undefined) => void;
}

export const CHANNELS = `channels:
  world: { kind: webhook, secret: WORLD, audience: public, hears: [maintenance, postmortems] }
  team: { kind: slack, secret: TEAM, hears: [maintenance, postmortems] }
`;

export function desk(changes: Readonly<Record<string, string>> = {}, site = CHANNELS): Desk {
  const severity = (level: number): string =>
    `---\nname: SEV${level}\nlevel: ${level}\nsummary: Something fails.\nchannels: [world, team]\n---\n\nText.\n`;
  const files = new Map(
    Object.entries({
      ...SMALL_SITE,
      'site.yaml': `${SMALL_SITE['site.yaml']}${site}`,
      'severities/sev1.md': severity(1),
      'severities/sev2.md': severity(2),
      ...changes,
    }),
  );
  const self: Desk = {
    files,
    ledger: begun(files),
    due: (clock) => noticesDue({ ...audiencesAt(files, clock), ledger: self.ledger, now: moment(clock) }),
    tell: (clock) => {
      const audiences = audiencesAt(files, clock);
      self.ledger = withShown(withBlind(self.ledger, audiences.blind, moment(clock)), audiences, moment(clock));
      const { notices } = self.due(clock);
      for (const notice of notices) {
        const sent = sentOf(notice, moment(clock));
        if (sent) self.ledger = withSent(self.ledger, sent, goingOn(audiencesAt(files, clock)));
      }
      return notices;
    },
    write: (path, text) => void (text === undefined ? files.delete(path) : files.set(path, text)),
  };
  return self;
}

/** All channels have begun, an hour before most of what happens here, and knew of no plan. */
function begun(files: ReadonlyMap<string, string>): Ledger {
  const audiences = audiencesAt(files, '10:00');
  const ids = Object.keys(audiences.internal.site.channels ?? {});
  const { begins, ...ledger } = withBegins(EMPTY, ids, audiences, moment('10:00'));
  return { ...ledger, begins: begins.map((one) => ({ ...one, known: [] })) };
}

/** Plans that were there before the first notice count as told. */
export function withPlansKnown(self: Desk, clock: string): Desk {
  const known = plansAhead(audiencesAt(self.files, clock));
  self.ledger = { ...self.ledger, begins: self.ledger.begins.map((one) => ({ ...one, known })) };
  return self;
}

/** `10:15` on 24 November 2026, or a day and a time. */
export function moment(clock: string): number {
  return Date.parse(`${clock.includes(' ') ? clock.replace(' ', 'T') : `2026-11-24T${clock}`}:00Z`);
}

/** An incident's file from its updates: `10:15 investigating`. */
export function incident(updates: readonly string[], fields = '', title = 'Slow answers'): string {
  const texts = updates.map((update) => {
    const [clock = '', ...state] = update.split(' ');
    return `## 2026-11-24 ${clock} UTC · ${state.join(' ')}\n\nText of ${clock}.\n`;
  });
  return `---\ntitle: ${title}\nseverity: sev2\ncomponents:\n  api: degraded\n${fields}---\n\n${texts.join('\n')}`;
}

export const INCIDENT = 'incidents/2026/2026-11-24-slow.md';

/** Channel and event of each notice. */
export function eventsOf(notices: readonly Notice[]): string[] {
  return notices.map(({ channel, event }) => `${channel} ${event}`);
}

/** What the files say at a moment. */
export function audiencesAt(files: ReadonlyMap<string, string>, clock: string): Audiences {
  const list = [...files].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1));
  return loadAudiences(list, moment(clock));
}
