const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FULL_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment for machines and for people. */
export interface Moment {
  iso: string;
  /** `21 Nov 2026, 14:45 UTC` */
  text: string;
  /** `14:45 UTC` */
  clock: string;
}

export function moment(ms: number): Moment {
  const iso = new Date(ms).toISOString();
  const clock = `${iso.slice(11, 16)} UTC`;
  return {
    iso: iso.replace('.000Z', 'Z'),
    text: `${date(iso.slice(0, 10))}, ${clock}`,
    clock,
  };
}

/** `21 Nov 2026` for `2026-11-21`. */
export function date(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `21 Nov` for `2026-11-21`. */
export function shortDate(day: string): string {
  return date(day).slice(0, -5);
}

/** `November 2026` for `2026-11`. */
export function monthName(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${FULL_MONTHS[(number ?? 1) - 1]} ${year}`;
}

/** The two largest units: `2 h 20 min`, `3 days 4 h`, `40 s`. */
export function duration(ms: number): string {
  const rounded = ms < MINUTE ? Math.round(ms / 1000) * 1000 : Math.round(ms / MINUTE) * MINUTE;
  if (rounded < MINUTE) return `${rounded / 1000} s`;
  const days = Math.floor(rounded / DAY);
  const hours = Math.floor((rounded % DAY) / HOUR);
  const minutes = Math.floor((rounded % HOUR) / MINUTE);
  const parts = [
    days > 0 && `${days} day${days === 1 ? '' : 's'}`,
    hours > 0 && `${hours} h`,
    minutes > 0 && days === 0 && `${minutes} min`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** How long ago, in one unit: `14 min ago`, `3 days ago`. */
export function ago(ms: number): string {
  if (ms < MINUTE) return 'just now';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} days ago`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listing(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
