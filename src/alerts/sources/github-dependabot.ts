import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { moment, note, part, word } from './fields.ts';
import { type Context, ignore, lookUp, read, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = {
  created: 'firing',
  reopened: 'firing',
  reintroduced: 'firing',
  auto_reopened: 'firing',
  fixed: 'ended',
  dismissed: 'ended',
  auto_dismissed: 'ended',
};
const NO_NEWS = ['assignees_changed'];

const message = z.object({
  repository: z.object({ full_name: word }),
  alert: z.object({
    number: word,
    html_url: note,
    created_at: moment,
    updated_at: moment,
    fixed_at: moment,
    dismissed_at: moment,
    auto_dismissed_at: moment,
    dependency: part({ package: part({ ecosystem: note, name: note }), manifest_path: note, scope: note }),
    security_advisory: part({ ghsa_id: note, cve_id: note, summary: note, description: note, severity: note }),
  }),
});

/** A vulnerable dependency of a repository, until it is fixed or dismissed. */
export function dependabotAlert(action: string | undefined, payload: unknown, context: Context): Reading {
  if (action !== undefined && NO_NEWS.includes(action)) return ignore(`${action} does not begin or end a trouble.`);
  const state = lookUp(STATES, action);
  if (!state) return refuseUnknown('action', action, [...Object.keys(STATES), ...NO_NEWS]);
  return read(message, payload, ({ repository: { full_name }, alert: one }) => {
    const { security_advisory: about, dependency } = one;
    return tell(context, {
      key: full_name && one.number && `dependabot ${full_name} ${one.number}`,
      state,
      name: 'dependabot_alert',
      title: about.summary ?? about.ghsa_id,
      severity: about.severity,
      text: [about.description],
      labels: [
        {
          repository: full_name,
          package: dependency.package.name,
          ecosystem: dependency.package.ecosystem,
          ghsa: about.ghsa_id,
          cve: about.cve_id,
          manifest: dependency.manifest_path,
          scope: dependency.scope,
        },
      ],
      at: one.updated_at,
      // What comes back was made when it came for the first time.
      startedAt: action === 'created' ? one.created_at : undefined,
      endedAt: one.fixed_at ?? one.dismissed_at ?? one.auto_dismissed_at,
      url: one.html_url,
    });
  });
}
