import type { Noted } from './decide.ts';
import type { AlertDecision, SkipReason } from './decision.ts';
import { type Episode, episodeOf, isTold } from './episode.ts';
import { identityOf, incidentId } from './identity.ts';
import { iso } from './incident-file.ts';
import type { KnownAlerts } from './known-alerts.ts';
import type { Known } from './policy.ts';
import type { Outcome, Quiet } from './tell.ts';

interface Situation {
  outcomes: ReadonlyMap<string, Outcome>;
  homes: ReadonlyMap<string, string>;
  current: KnownAlerts;
  known: Known;
  now: number;
}

/** Why nothing was published for an alert; nothing to explain where something was. */
export function explainAlert({ alert, news, record }: Noted, situation: Situation): AlertDecision[] {
  const { outcomes, homes, current, known, now } = situation;
  const { source, key } = alert;
  const skip = (reason: SkipReason, because: string, rest: Partial<AlertDecision> = {}): AlertDecision[] => [
    { kind: 'skip', reason, alert: { source, key, started: record?.started }, because, ...rest },
  ];
  if (record?.started === undefined) {
    if (alert.quiet) return skip('silenced', 'The tool that sent it has silenced it.');
    return alert.state === 'ended'
      ? skip(
          'unknown-end',
          'No alert of this name is known; should its beginning come later, it is known to have ended.',
        )
      : skip('unknown-acknowledgement', 'No alert of this name is known; an acknowledgement alone opens nothing.');
  }
  const identity = identityOf(record);
  if (current.unreadable.has(identity)) {
    return skip(
      'unreadable',
      'It belongs to an incident whose file cannot be read; nothing is changed until that is mended.',
    );
  }
  const incident = homes.get(identity);
  if (news === 'nothing') {
    return skip('repeat', 'Nothing in it is new.', incident ? { incident } : {});
  }
  const outcome = incident === undefined ? undefined : outcomes.get(incident);
  if (incident !== undefined) {
    if (!outcome || outcome.decisions.length > 0) return [];
    return skip(outcome.quiet, QUIET[outcome.quiet], {
      incident,
      ...(outcome.due !== undefined && { until: outcome.due }),
    });
  }
  const episode = episodeOf(record, known.policy);
  if (known.taken.has(incidentId(record, episode.component))) {
    return skip('unreadable', 'The file of its incident cannot be read; nothing is changed until that is mended.');
  }
  return [waiting(episode, now)];
}

function waiting(episode: Episode, now: number): AlertDecision {
  const { record, because, from } = episode;
  const alert = { source: record.source, key: record.key, started: record.started };
  if (!isTold(episode)) {
    const [reason, sentence]: [SkipReason, string] =
      because?.kind === 'silence'
        ? ['silenced', `It was over before the silence "${because.id}" was.`]
        : because?.kind === 'maintenance'
          ? ['maintenance', `It was over before the maintenance "${because.id}" was.`]
          : ['too-short', 'It was over before its time to hold was.'];
    return { kind: 'skip', reason, alert, because: sentence };
  }
  const until = iso(from);
  if (because?.kind === 'silence') {
    const sentence = `The silence "${because.id}" lasts until ${iso(because.until)}.`;
    return { kind: 'hold', reason: 'silenced', alert, until: from, because: sentence };
  }
  if (because?.kind === 'maintenance') {
    const sentence = `The maintenance "${because.id}" lasts until ${iso(because.until)}.`;
    return { kind: 'hold', reason: 'maintenance', alert, until: from, because: sentence };
  }
  const ahead = (record.started ?? 0) > now ? ' Its clock is ahead of ours.' : '';
  return {
    kind: 'hold',
    reason: 'hold',
    alert,
    until: from,
    because: `Published at ${until} if it still goes on then.${ahead}`,
  };
}

const QUIET: Record<Quiet, string> = {
  'others-firing': 'Others of its incident go on, and what it says is published already.',
  'left-to-person': 'All has ended; its rule leaves it to a person to say so.',
  truncated: 'All that is known has ended, but the message left others out, so a person has to say that it is over.',
  flapping: 'It comes and goes; it is over once it has been calm for a while.',
  covered:
    'The file of its incident is not what alerts alone would tell: a person leads it, or its rule has changed since. It is noted there.',
  'led-by-person': 'A person has written in its incident, and says when it is over.',
  'told-already': 'What it says is published already.',
};
