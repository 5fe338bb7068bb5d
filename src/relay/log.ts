/** Writes one event as one line of JSON. Neither the text of alerts nor addresses nor secrets belong into it. */
export type Log = (event: LogEvent) => void;

export interface LogEvent {
  level: 'info' | 'warning' | 'error';
  /** What happened, in words that stay the same. */
  event: string;
  [name: string]: string | number | boolean | undefined;
}

/** A line of a log in which nothing from outside can look like another line, or like anything but text. */
export function logLine(event: LogEvent, now: number): string {
  const text = JSON.stringify({ time: new Date(now).toISOString(), ...event });
  return text.replaceAll(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
