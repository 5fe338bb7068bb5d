import { cleanLine } from '../schema/text.ts';
import type { BadgeView } from '../views/badge.ts';
import { COLORS } from './colors.ts';
import { json } from './json.ts';
import { xmlAttribute, xmlText } from './xml.ts';

const PADDING = 7;
const LONGEST = 60;

/** A badge as a picture that needs nothing but itself. */
export function badgeSvg(view: BadgeView): string {
  const [label, message] = [shorten(view.label), shorten(view.message)];
  const [left, right] = [widthOf(label) + 2 * PADDING, widthOf(message) + 2 * PADDING];
  const width = left + right;
  const title = `${label}: ${message}`;
  const word = (text: string, x: number, length: number): string =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${xmlText(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${xmlAttribute(title)}">`,
    `<title>${xmlText(title)}</title>`,
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><path fill="#3d444d" d="M0 0h${left}v20H0z"/><path fill="${COLORS[view.tone]}" d="M${left} 0h${right}v20H${left}z"/></g>`,
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">',
    word(label, PADDING, widthOf(label)),
    word(message, left + PADDING, widthOf(message)),
    '</g>',
    '</svg>\n',
  ].join('');
}

/** The same for services that draw badges from an address. */
export function badgeJson(view: BadgeView): string {
  return json({ schemaVersion: 1, label: view.label, message: view.message, color: COLORS[view.tone].slice(1) });
}

function shorten(text: string): string {
  const characters = [...cleanLine(text)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
}

/** About how wide Verdana sets the text at 11 px; the picture holds it to that. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[ijl.,:;'|!()\s]/.test(character)) width += 4.3;
    else if (/[mwMW@%]/.test(character)) width += 10.4;
    else if (/[A-Z\d]/.test(character)) width += 7.4;
    else width += (character.codePointAt(0) ?? 0) < 0x1100 ? 6.7 : 11;
  }
  return Math.max(1, Math.round(width));
}
