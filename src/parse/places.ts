const PLACE = /\{\{([^{}\n]*)(?:\}\}|$)/gm;

/** A name in double braces, for which something else will stand. */
export interface Place {
  /** As it is written. */
  written: string;
  name: string;
  isWhole: boolean;
  /** Both from 1. */
  line: number;
  column: number;
}

/** Every place in a text, with where it stands. */
export function placesIn(text: string): Place[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(PLACE)].map((match) => {
      const [written, inside = ''] = match;
      return {
        written,
        name: inside.trim(),
        isWhole: written.endsWith('}}'),
        line: index + 1,
        column: match.index + 1,
      };
    }),
  );
}

/** The text with letters for each place, so that everything else stands where it stood. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(PLACE, (written) => 'x'.repeat(written.length));
}

/** The text with its places filled. A line in which only places stand goes where none of them has anything to say. */
export function fillPlaces(text: string, filledBy: (name: string) => string): string {
  const lines = text.split('\n').flatMap((line) => {
    const names = placesIn(line).map(({ name }) => name);
    const filled = line.replaceAll(PLACE, (_, name: string) => filledBy(name.trim()));
    return names.length > 0 && filled.trim() === '' ? [] : [filled];
  });
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}
