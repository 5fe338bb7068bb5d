import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import opentype, { type Glyph, type Font as Typeface } from 'opentype.js';
import type { Font, Outlines } from '../documents/preview.ts';

// Each file holds the letters of one script; the first that has a letter draws it.
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];
const WEIGHTS = { bold: 700, regular: 400 };

/** Letters of the typeface that comes with the project. A character it does not have is left out. */
export function readOutlines(): Outlines {
  const faces = new Map<string, Typeface>();
  const folder = join(dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json')), 'files');

  function face(script: string, font: Font): Typeface {
    const name = `inter-${script}-${font.bold ? WEIGHTS.bold : WEIGHTS.regular}-normal.woff`;
    const known = faces.get(name);
    if (known) return known;
    const bytes = readFileSync(join(folder, name));
    const parsed = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    faces.set(name, parsed);
    return parsed;
  }

  /** Every letter with the place it stands at, counted from the first, and the place where the next would stand. */
  function set(text: string, font: Font): { letters: Letter[]; width: number } {
    const letters: Letter[] = [];
    let x = 0;
    for (const character of text) {
      const script = SCRIPTS.find((one) => face(one, font).charToGlyphIndex(character) > 0);
      if (!script) continue;
      const typeface = face(script, font);
      const glyph = typeface.charToGlyph(character);
      const last = letters.at(-1);
      const scale = font.size / typeface.unitsPerEm;
      if (last?.script === script) x += typeface.getKerningValue(last.glyph, glyph) * scale;
      letters.push({ script, glyph, x });
      x += (glyph.advanceWidth ?? 0) * scale;
    }
    return { letters, width: x };
  }

  return {
    width: (text, font) => set(text, font).width,
    path: (text, { x, y }, font) =>
      set(text, font)
        .letters.map((letter) => letter.glyph.getPath(x + letter.x, y, font.size).toPathData(1))
        .join(''),
  };
}

interface Letter {
  script: string;
  glyph: Glyph;
  x: number;
}
