const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
// What no format can carry, and the marks that make a sentence read differently than it is written.
const UNWANTED =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/;
// Fillers and blanks that Unicode counts as letters and signs.
const SEEN = /[^\p{C}\p{Z}\s\u115F\u1160\u2800\u3164\uFFA0]/u;
const ALL_UNWANTED = new RegExp(UNWANTED, 'g');

/** Text that every format can carry: no control characters, no direction marks, no halves of characters. */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  const lines = whole.replaceAll(LINE_ENDS, '\n');
  return UNWANTED.test(lines) ? lines.replaceAll(ALL_UNWANTED, '') : lines;
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}

/** Whether there is anything in it that a reader could see. */
export function isVisible(text: string): boolean {
  return SEEN.test(text);
}

/** Text of an address without its escapes; a `%` that begins none stands for itself. */
export function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** Text that may name addresses with a password or a token in them, without these. */
export function withoutPasswords(text: string): string {
  return text.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@');
}
