import type { DayStatus } from '../domain/day-bar.ts';
import { date, duration, plural } from './format.ts';
import type { ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

/** A bar of days: runs of quiet days as one piece, a link for each day that was not. */
export interface DayBarView {
  count: number;
  first: string;
  runs: { state: 'operational' | 'unknown'; from: number; days: number }[];
  days: {
    index: number;
    state: Exclude<DayStatus['state'], 'operational' | 'unknown'>;
    label: string;
    href: string;
  }[];
}

export function dayBarView(context: ViewContext, days: readonly DayStatus[]): DayBarView {
  const view: DayBarView = {
    count: days.length,
    first: days[0]?.date ?? '',
    runs: [],
    days: [],
  };
  for (const [index, day] of days.entries()) {
    if (day.state === 'operational' || day.state === 'unknown') {
      const last = view.runs.at(-1);
      if (last?.state === day.state && last.from + last.days === index) last.days++;
      else view.runs.push({ state: day.state, from: index, days: 1 });
    } else {
      view.days.push({
        index,
        state: day.state,
        label: dayLabel(day),
        href: dayAddress(context, day),
      });
    }
  }
  return view;
}

function dayLabel(day: DayStatus): string {
  const parts = [
    day.affected > 0 && `affected for ${duration(day.affected)}`,
    day.incidents.length > 0 && plural(day.incidents.length, 'incident'),
    day.maintenance.length > 0 && `${day.maintenance.length} maintenance`,
  ].filter(Boolean);
  return `${date(day.date)}: ${STATE_WORDS[day.state].toLowerCase()}${parts.length > 0 ? `, ${parts.join(', ')}` : ''}`;
}

/** What there is to read about the day: its one incident or maintenance, or all of them in the history. */
function dayAddress(context: ViewContext, day: DayStatus): string {
  const [incident, another] = day.incidents;
  const [maintenance, more] = day.maintenance;
  if (incident && !another) return context.to.incident(incident);
  if (!incident && maintenance && !more) return context.to.maintenance(maintenance);
  return context.to.day(day.date);
}
