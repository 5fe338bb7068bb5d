import { hoursOf } from '../../../domain/metrics/hours.ts';
import { WEEKDAYS } from '../../../schema/fields.ts';
import { capital, plural } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { countCell, type FigureView, shareCell, type TableView } from '../figure.ts';
import type { Scope } from '../scope.ts';

/** When incidents begin, by weekday and hour, and how much of that is outside working hours. */
export function hoursFigure({ incidents, book }: Scope): FigureView | undefined {
  if (incidents.length === 0) return undefined;
  const { site } = book.snapshot;
  const { working, otherHours, daysOff, grid } = hoursOf(incidents, site);
  const hours = grid[0]?.map((_, hour) => hour) ?? [];
  const table: TableView = {
    caption: `Incidents by weekday and hour, ${site.timezone}`,
    head: ['', ...hours.map((hour) => String(hour).padStart(2, '0'))],
    rows: grid.map((counts, at) => ({
      head: { text: capital(WEEKDAYS[at] ?? '').slice(0, 3) },
      cells: counts.map(countCell),
    })),
    shaded: true,
  };
  const all = incidents.length;
  const shares: TableView = {
    caption: 'In and out of working hours',
    head: ['Began', 'Incidents'],
    rows: [
      { head: { text: 'In working hours' }, cells: [shareCell(working, all)] },
      { head: { text: 'On a working day, at other hours' }, cells: [shareCell(otherHours, all)] },
      { head: { text: 'On a weekend or holiday' }, cells: [shareCell(daysOff, all)] },
    ],
  };
  const { from, to } = site.workingHours;
  const outside = otherHours + daysOff;
  return {
    id: 'hours',
    question: 'When do incidents begin?',
    answer: `${outside} of ${plural(all, 'incident')} began outside working hours (${from} – ${to}, ${site.timezone}), ${daysOff} of them on a weekend or holiday.`,
    chart: chartOf(table, { kind: 'grid', unit: 'count', columns: hours }),
    tables: [table, shares],
  };
}
