import { cleanLine } from '../schema/text.ts';
import { PREVIEW_SIZE } from '../views/layout.ts';
import type { PreviewView } from '../views/preview.ts';
import { COLORS } from './colors.ts';

const MARGIN = 80;
const WIDTH = PREVIEW_SIZE.width - 2 * MARGIN;
const TITLE = { size: 64, height: 78, lines: 3 };

/** Letters as shapes, so that the picture does not depend on the fonts of a machine. */
export interface Outlines {
  /** Path data of the text with its baseline at `y`. */
  path: (text: string, at: { x: number; y: number }, font: Font) => string;
  width: (text: string, font: Font) => number;
}

export interface Font {
  size: number;
  bold?: boolean;
}

/** The picture as SVG, made of shapes alone. */
export function previewSvg(view: PreviewView, outlines: Outlines): string {
  const color = COLORS[view.state];
  const title: Font = { size: TITLE.size, bold: true };
  const titleLines = wrap(view.title, title, TITLE.lines, outlines);
  let y = 232;
  const shapes = [
    outlines.path(cutToFit(view.over, { size: 34 }, outlines), { x: MARGIN + 28, y: 120 }, { size: 34 }),
    outlines.path(cutToFit(view.address, { size: 28 }, outlines), { x: MARGIN, y: 580 }, { size: 28 }),
  ].map((data) => `<path fill="#59636e" d="${data}"/>`);
  for (const text of titleLines) {
    shapes.push(`<path fill="#1b2026" d="${outlines.path(text, { x: MARGIN, y }, title)}"/>`);
    y += TITLE.height;
  }
  for (const text of view.lines) {
    const font = { size: 32 };
    shapes.push(`<path fill="#1b2026" d="${outlines.path(cutToFit(text, font, outlines), { x: MARGIN, y }, font)}"/>`);
    y += 46;
  }
  const { width, height } = PREVIEW_SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<path fill="#fff" d="M0 0h${width}v${height}H0z"/><path fill="${color}" d="M0 0h24v${height}H0z"/>`,
    `<circle cx="${MARGIN + 8}" cy="109" r="10" fill="${color}"/>`,
    ...shapes,
    '</svg>',
  ].join('');
}

/** The text in lines that are not too long; the last one is cut where there are more. */
function wrap(text: string, font: Font, most: number, outlines: Outlines): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of cleanLine(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && outlines.width(longer, font) > WIDTH) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), rest].filter((one) => one !== '').map((one) => cutToFit(one, font, outlines));
}

function cutToFit(text: string, font: Font, outlines: Outlines): string {
  const characters = [...cleanLine(text)];
  if (outlines.width(characters.join(''), font) <= WIDTH) return characters.join('');
  while (characters.length > 0 && outlines.width(`${characters.join('')}…`, font) > WIDTH) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
