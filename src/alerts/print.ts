import type { Decision } from './decision.ts';
import { iso } from './incident-file.ts';

/** A decision as one line. What comes from outside is quoted, so that no line can be made to look like another. */
export function describe(decision: Decision): string {
  if (!('reason' in decision)) {
    return `${decision.kind.padEnd(11)} ${decision.incident}  ${decision.because}`;
  }
  const { kind, reason, alert, incident, because } = decision;
  const name = `${alert.source} ${quoted(alert.key)}${alert.started === undefined ? '' : ` of ${iso(alert.started)}`}`;
  return `${`${kind}`.padEnd(11)} ${name}${incident ? ` in ${incident}` : ''}  ${because} [${reason}]`;
}

/** Text from outside on one line, with nothing in it that a terminal or a log reads as a command. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u007F-\uFFFF]/g, (sign) =>
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
