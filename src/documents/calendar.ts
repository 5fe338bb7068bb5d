import { cleanLine, cleanText } from '../schema/text.ts';
import type { CalendarEvent, CalendarView } from '../views/calendar.ts';

const OCTETS = 75;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An iCalendar document (RFC 5545, with the names of RFC 7986 and what older programs know). */
export function calendar(view: CalendarView): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Allclear//Status calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(view.name)}`,
    `X-WR-CALNAME:${text(view.name)}`,
    `DESCRIPTION:${text(view.description)}`,
    `X-WR-CALDESC:${text(view.description)}`,
    `URL:${address(view.page)}`,
    `SOURCE;VALUE=URI:${address(view.self)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...view.events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `DTSTAMP:${stamp(event.changed)}`,
    `CREATED:${stamp(event.created)}`,
    `LAST-MODIFIED:${stamp(event.changed)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${stamp(event.from)}`,
    ...(event.to === undefined ? [] : [`DTEND:${stamp(event.to)}`]),
    `SUMMARY:${text(cleanLine(event.title))}`,
    `DESCRIPTION:${text(event.text)}`,
    `URL:${address(event.url)}`,
    `STATUS:${event.status}`,
    'TRANSP:TRANSPARENT',
    ...(event.categories.length > 0 ? [`CATEGORIES:${event.categories.map(text).join(',')}`] : []),
    'END:VEVENT',
  ];
}

function text(value: string): string {
  return cleanText(value)
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', ' ');
}

// An address has no character that could end the line: whoever made it has written it as a URL.
function address(value: string): string {
  return new URL(value).href.replaceAll(/[\s"\\]/g, encodeURIComponent);
}

function stamp(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** A line cut into pieces of at most 75 octets, none in the middle of a character. */
function fold(line: string): string {
  if (line.length <= OCTETS / 3) return line;
  const bytes = encoder.encode(line);
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(bytes.length, from + OCTETS - (from === 0 ? 0 : 1));
    while (to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80) to--;
    pieces.push(decoder.decode(bytes.subarray(from, to)));
    from = to;
  }
  return pieces.join('\r\n ');
}
