import { broken, inert } from '../console/inert.ts';
import { publicAction } from '../domain/action-item.ts';
import { withoutComments } from '../domain/comment.ts';
import { ACTION_TYPES } from '../schema/action-item.ts';
import { cleanLine } from '../schema/text.ts';
import { plainText } from '../views/markdown.ts';
import { LABEL } from './issue.ts';
import { digestOf } from './marker.ts';
import type { PlacedItem } from './placed.ts';

/** GitHub takes titles of 256 letters. */
const MOST_TITLE = 200;
const DUE = /^due: \d{4}-\d{2}-\d{2}$/;
const LOGIN = /^@([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})$/i;

export interface Place {
  /** The repository's address. */
  repository: string;
  isPrivate: boolean;
  /** The content folder's path in it, with a slash behind it. */
  folder: string;
  /** The address of the site, without a slash at the end. */
  site: string;
}

/** What an issue says of an item. */
export interface IssueText {
  title: string;
  text: string;
  labels: string[];
  login: string | undefined;
  digest: string;
}

/** An item in the words of its issue. Nothing in them calls anybody, refers to anything or is markup; a public issue has the public's words. */
export function issueText(item: PlacedItem, isShown: boolean, place: Place): IssueText {
  const { owner, due, type } = item;
  const words = plainText(place.isPrivate ? withoutComments(item.text) : publicAction(item).text);
  const title = broken(shortened(cleanLine(words))) || `Action ${item.ref}`;
  const login = LOGIN.exec(owner ?? '')?.[1];
  const said = [
    words,
    ...(place.isPrivate && owner && !login ? [`Owner: ${owner}`] : []),
    ...(due ? [`Due: ${due}`] : []),
    ...(type ? [`Type: ${type}`] : []),
  ];
  const text = [
    inert(said.join('\n')),
    '',
    `From [${item.postmortem.id}](${isShown ? pageOf(item, place) : fileOf(item, place)}). Closing this ticks the item there, and the other way round.`,
  ].join('\n');
  const labels = [LABEL, ...ACTION_TYPES.filter((one) => one === type), ...(due ? [`due: ${due}`] : [])];
  return { title, text, labels, login, digest: digestOf(title, text, ...labels, login ?? '') };
}

/** The labels of an issue with ours brought up to date; those of people stay. */
export function withLabels(present: readonly string[], ours: readonly string[]): string[] {
  const others = present.filter((one) => !DUE.test(one) && one !== LABEL && !ACTION_TYPES.some((type) => type === one));
  return [...ours, ...others];
}

function pageOf({ postmortem }: PlacedItem, { site }: Place): string {
  return `${site}/postmortems/${postmortem.id}/`;
}

function fileOf({ path }: PlacedItem, { repository, folder }: Place): string {
  return `${repository}/blob/HEAD/${folder}${path}`;
}

function shortened(text: string): string {
  return text.length <= MOST_TITLE ? text : `${text.slice(0, MOST_TITLE).toWellFormed()}…`;
}
