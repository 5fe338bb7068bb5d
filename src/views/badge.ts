import { overallState } from '../domain/snapshot.ts';
import type { ComponentState } from '../schema/words.ts';
import { type GroupStatus, uptimeText, windowDays, windowLedger } from './component-status.ts';
import type { ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

export interface BadgeView {
  /** Where it stands below `badge/`, without its ending. */
  path: string;
  label: string;
  message: string;
  tone: ComponentState;
}

/** A badge for everything with a state, and one for everything with an uptime. */
export function badgeViews(context: ViewContext, groups: readonly GroupStatus[]): BadgeView[] {
  const { site, components } = context.snapshot;
  const days = windowDays(context);
  const all = uptimeText(components.map((component) => windowLedger(context, component, days)));
  const count = `${site.windows.days} days`;
  const rated = (path: string, label: string, uptime: string | undefined): BadgeView => ({
    path: `uptime/${path}`,
    label: `${label}, ${count}`,
    message: uptime === undefined ? 'no data yet' : `${uptime} %`,
    tone: uptime === undefined ? 'unknown' : 'operational',
  });
  const stated = (path: string, label: string, tone: ComponentState): BadgeView => ({
    path,
    label,
    message: STATE_WORDS[tone].toLowerCase(),
    tone,
  });
  return [
    stated('status', site.name, overallState(context.snapshot)),
    rated('status', site.name, all),
    ...groups.flatMap((group) => [
      ...(group.name === undefined
        ? []
        : [
            stated(`groups/${group.id}`, group.name, group.state),
            rated(`groups/${group.id}`, group.name, group.uptime),
          ]),
      ...group.components.flatMap((one) => [
        stated(`components/${one.id}`, one.name, one.state),
        rated(`components/${one.id}`, one.name, one.uptime),
      ]),
    ]),
  ];
}
