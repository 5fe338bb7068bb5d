import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { moment, note, part, word } from './fields.ts';
import { type Context, lookUp, read, refuseUnknown } from './reading.ts';

const ADVISORY: Record<string, Alert['state']> = { published: 'firing', updated: 'firing', withdrawn: 'ended' };
const VULNERABILITY: Record<string, Alert['state']> = {
  create: 'firing',
  reopen: 'firing',
  dismiss: 'ended',
  resolve: 'ended',
};

const advisory = z.object({
  security_advisory: z.object({
    ghsa_id: word,
    cve_id: note,
    summary: note,
    description: note,
    severity: note,
    html_url: note,
    published_at: moment,
    updated_at: moment,
    withdrawn_at: moment,
    vulnerabilities: z.array(part({ package: part({ ecosystem: note, name: note }) })).catch([]),
  }),
});

const vulnerability = z.object({
  repository: z.object({ full_name: word }),
  alert: z.object({
    id: word,
    ghsa_id: note,
    severity: note,
    affected_package_name: note,
    affected_range: note,
    external_identifier: note,
    external_reference: note,
    fixed_in: note,
    created_at: moment,
    dismissed_at: moment,
    fixed_at: moment,
  }),
});

/** A vulnerability that became known, until the advisory is withdrawn. */
export function securityAdvisory(action: string | undefined, payload: unknown, context: Context): Reading {
  const state = lookUp(ADVISORY, action);
  if (!state) return refuseUnknown('action', action, Object.keys(ADVISORY));
  return read(advisory, payload, ({ security_advisory: one }) => {
    const [first] = one.vulnerabilities;
    return tell(context, {
      key: one.ghsa_id && `advisory ${one.ghsa_id}`,
      state,
      name: 'security_advisory',
      title: one.summary ?? one.ghsa_id,
      severity: one.severity,
      text: [one.description],
      labels: [
        { package: first?.package.name, ecosystem: first?.package.ecosystem, ghsa: one.ghsa_id, cve: one.cve_id },
      ],
      at: one.withdrawn_at ?? one.updated_at,
      startedAt: one.published_at,
      endedAt: one.withdrawn_at,
      url: one.html_url ?? (one.ghsa_id && `https://github.com/advisories/${encodeURIComponent(one.ghsa_id)}`),
    });
  });
}

/** The event that dependabot_alert took the place of. */
export function vulnerabilityAlert(action: string | undefined, payload: unknown, context: Context): Reading {
  const state = lookUp(VULNERABILITY, action);
  if (!state) return refuseUnknown('action', action, Object.keys(VULNERABILITY));
  return read(vulnerability, payload, ({ repository: { full_name }, alert: one }) =>
    tell(context, {
      key: full_name && one.id && `vulnerability ${full_name} ${one.id}`,
      state,
      name: 'repository_vulnerability_alert',
      title: `Vulnerability in ${one.affected_package_name ?? 'a dependency'}`,
      severity: one.severity,
      text: [one.affected_range, one.fixed_in && `Fixed in ${one.fixed_in}`],
      labels: [
        {
          repository: full_name,
          package: one.affected_package_name,
          ghsa: one.ghsa_id,
          cve: one.external_identifier,
        },
      ],
      startedAt: action === 'create' ? one.created_at : undefined,
      endedAt: one.dismissed_at ?? one.fixed_at,
      url: one.external_reference,
    }),
  );
}
