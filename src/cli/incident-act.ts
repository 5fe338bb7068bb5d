import type { IncidentAct, Role } from '../acts/act.ts';
import { refuse } from '../acts/refusal.ts';
import { didYouMean } from '../problems/suggest.ts';
import { NOTE_KINDS } from '../schema/note.ts';
import { INCIDENT_KINDS, ROLES } from '../schema/words.ts';
import { type Answers, given } from './answers.ts';
import { readHitsGiven } from './hits.ts';
import { readComing, readPast } from './moments.ts';

/** The act that a subcommand and its answers stand for. */
export function incidentAct(name: string, answers: Answers, now: number): IncidentAct {
  const { id: incident = '', title = '', severity = '', text = '' } = answers;
  const said = given({
    state: answers.state,
    components: answers.component && readHitsGiven(answers.component),
    at: answers.at === undefined ? undefined : readPast(answers.at, now),
    next: answers.next === undefined ? undefined : readComing(answers.next, now),
  });
  switch (name) {
    case 'new': {
      const more = given({
        type: answers.kind === undefined ? undefined : oneOf(answers.kind, INCIDENT_KINDS, 'kind of incident'),
        started: answers.started === undefined ? undefined : readPast(answers.started, now),
        draft: answers.draft,
        tracking: answers.tracking,
      });
      return { kind: 'open', title, severity, text, ...said, ...more, components: said.components ?? {} };
    }
    case 'ack':
      return { kind: 'acknowledge', incident, ...given({ at: said.at }) };
    case 'severity':
      return { kind: 'severity', incident, severity: answers.to ?? '' };
    case 'assign': {
      const role: Role = oneOf(answers.role ?? '', ROLES, 'role');
      return { kind: 'assign', incident, role, name: answers.name ?? '' };
    }
    case 'note': {
      const as = answers.as === undefined ? undefined : oneOf(answers.as, NOTE_KINDS, 'kind of note');
      const who =
        answers.who ?? refuse('It is not known who writes.', 'Give --who "…", or tell git: git config user.name "…"');
      return { kind: 'note', incident, notes: [{ who, text, ...given({ as, at: said.at }) }] };
    }
    case 'confirm': {
      const words = given({ text: answers.text, severity: answers.severity, components: said.components });
      return { kind: 'confirm', incident, ...words };
    }
    default:
      return { kind: name as 'update' | 'resolve' | 'reopen', incident, text, ...said };
  }
}

function oneOf<Word extends string>(word: string, words: readonly Word[], what: string): Word {
  const wanted = word.trim().toLowerCase();
  return (
    words.find((one) => one === wanted) ?? refuse(`${JSON.stringify(word)} is no ${what}.`, didYouMean(wanted, words))
  );
}
