import { WEEKDAYS } from '../../schema/fields.ts';
import type { SiteData } from '../../schema/site.ts';
import { type BusinessDays, dayOf, isBusinessDay, weekTime } from '../calendar.ts';
import type { Incident } from '../incident.ts';

/** When incidents began, in the site's zone. */
export interface Hours {
  working: number;
  /** At other hours of a working day. */
  otherHours: number;
  /** On a day on which nobody works. */
  daysOff: number;
  /** Counts by weekday, Monday first, and hour. */
  grid: number[][];
}

export function hoursOf(incidents: readonly Incident[], site: SiteData): Hours {
  const hours: Hours = { working: 0, otherHours: 0, daysOff: 0, grid: WEEKDAYS.map(() => new Array(24).fill(0)) };
  for (const incident of incidents) {
    const { weekday, hour, part } = placeOf(incident, site);
    const row = hours.grid[weekday - 1] as number[];
    row[hour] = (row[hour] as number) + 1;
    hours[part]++;
  }
  return hours;
}

interface Place {
  weekday: number;
  hour: number;
  part: 'working' | 'otherHours' | 'daysOff';
}

const places = new WeakMap<Incident, Place>();

/** Where its start stands in the week; asked for many times, and calendars are slow. */
export function placeOf(incident: Incident, site: SiteData): Place {
  const place = places.get(incident) ?? makePlace(incident.started, site);
  places.set(incident, place);
  return place;
}

function makePlace(moment: number, site: SiteData): Place {
  const { weekday, hour, minute } = weekTime(moment, site.timezone);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const { from, to } = site.workingHours;
  if (!isBusinessDay(dayOf(moment, site.timezone), businessDaysOf(site))) return { weekday, hour, part: 'daysOff' };
  return { weekday, hour, part: from <= clock && clock < to ? 'working' : 'otherHours' };
}

export function businessDaysOf({ workingHours, holidays }: SiteData): BusinessDays {
  return {
    weekdays: new Set(workingHours.days.map((day) => WEEKDAYS.indexOf(day) + 1)),
    holidays: new Set(holidays.map((holiday) => holiday.day)),
  };
}
