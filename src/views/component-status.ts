import { type Day, lastDays } from '../domain/calendar.ts';
import { type Component, stateAt } from '../domain/component.ts';
import { isTrouble, worst } from '../domain/component-state.ts';
import { type DayStatus, dayStatuses, mergeDays } from '../domain/day-bar.ts';
import type { Group } from '../domain/snapshot.ts';
import { type Ledger, ledgerOf, percent, uptimeBasisPoints } from '../domain/uptime.ts';
import type { ComponentState } from '../schema/words.ts';
import { type DayBarView, dayBarView } from './day-bar.ts';
import { moment } from './format.ts';
import type { ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

/** How a component is now and was in the window. */
export interface ComponentStatus {
  id: string;
  name: string;
  href: string;
  state: ComponentState;
  word: string;
  /** What it would be if no maintenance ran: the page falls back to it when one ends. */
  base: ComponentState;
  override: { reason: string; until: string | undefined } | undefined;
  /** `99.98`, or nothing to say yet. */
  uptime: string | undefined;
  bar: DayBarView;
}

export interface GroupStatus {
  id: string;
  name: string | undefined;
  description: string | undefined;
  state: ComponentState;
  word: string;
  uptime: string | undefined;
  bar: DayBarView;
  components: ComponentStatus[];
}

interface Measured {
  component: Component;
  ledger: Ledger;
  days: DayStatus[];
}

/** Every group with its components, measured over the site's window. */
export function groupStatuses(context: ViewContext): GroupStatus[] {
  const { groups } = context.snapshot;
  const days = windowDays(context);
  return groups.map((group) => groupStatus(context, group, days));
}

export function componentStatus(context: ViewContext, component: Component): ComponentStatus {
  return statusOf(context, measure(context, component, windowDays(context)));
}

/** The days that bars and uptime figures look at, today included. */
export function windowDays(context: ViewContext): Day[] {
  const { site, now } = context.snapshot;
  return lastDays(site.windows.days, now, site.timezone);
}

/** The ledger of a component over the site's window, up to now. */
export function windowLedger(context: ViewContext, component: Component, days = windowDays(context)): Ledger {
  const { site, now } = context.snapshot;
  return ledgerOf(component, { from: days[0]?.from ?? now, to: now }, site.uptime.weights);
}

export function uptimeText(ledgers: readonly Ledger[]): string | undefined {
  const points = uptimeBasisPoints(ledgers);
  return points === undefined ? undefined : percent(points);
}

function groupStatus(context: ViewContext, group: Group, days: readonly Day[]): GroupStatus {
  const measured = group.components.map((component) => measure(context, component, days));
  const components = measured.map((one) => statusOf(context, one));
  const state = worst(components.map((component) => component.state));
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    state,
    word: STATE_WORDS[state],
    uptime: uptimeText(measured.map((one) => one.ledger)),
    bar: dayBarView(context, mergeDays(measured.map((one) => one.days))),
    components,
  };
}

function measure(context: ViewContext, component: Component, days: readonly Day[]): Measured {
  const ledger = windowLedger(context, component, [...days]);
  return { component, ledger, days: dayStatuses(component, days, ledger.rows) };
}

function statusOf(context: ViewContext, { component, ledger, days }: Measured): ComponentStatus {
  const { now } = context.snapshot;
  const state = stateAt(component, now);
  const { override } = component;
  const overridden = override && override.from <= now && now < (override.until ?? Number.POSITIVE_INFINITY);
  return {
    id: component.id,
    name: component.name,
    href: context.to.component(component.id),
    state,
    word: STATE_WORDS[state],
    base: state === 'maintenance' && !overridden ? 'operational' : state,
    override: overridden
      ? {
          reason: override.reason,
          until: override.until === undefined ? undefined : moment(override.until).text,
        }
      : undefined,
    uptime: uptimeText([ledger]),
    bar: dayBarView(context, days),
  };
}

/** Components in trouble now, worst first. */
export function troubled(groups: readonly GroupStatus[]): ComponentStatus[] {
  const order: ComponentState[] = ['major', 'partial', 'degraded'];
  return groups
    .flatMap((group) => group.components)
    .filter((component) => isTrouble(component.state))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
