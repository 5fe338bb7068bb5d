import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, type Element } from '../support/html.ts';
import { type BuiltPage, filesOf, pagesOf } from '../support/site.ts';

const LOADING = ['script', 'img', 'iframe', 'frame', 'embed', 'object', 'source', 'video', 'audio', 'track', 'use'];

let root: string;
let pages: BuiltPage[];

beforeAll(async () => {
  root = await sampleSite();
  pages = pagesOf(root);
});

test('every page states its policy before anything that the policy is about', () => {
  const late = pages.filter((page) => {
    const policy = page.elements.findIndex(isPolicy);
    const first = page.elements.findIndex((one) => ['script', 'style', 'link', 'img', 'base'].includes(one.tagName));
    return policy < 0 || first < policy;
  });
  expect(late.map((page) => page.address)).toEqual([]);
});

test('the policy allows nothing but the site itself, and pictures from elsewhere', () => {
  const policies = new Set(pages.flatMap((page) => page.elements.filter(isPolicy)).map(contentOf));
  expect([...policies].map((policy) => policy.split('; '))).toMatchInlineSnapshot(`
    [
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
    ]
  `);
});

test('no page holds a script, a style or a handler of its own', () => {
  expect(
    offences((element) => {
      if (element.tagName === 'style') return true;
      if (element.tagName === 'script' && !attribute(element, 'src')) return true;
      return element.attrs.some(({ name, value }) => {
        return (
          name === 'style' || name.startsWith('on') || name === 'srcdoc' || /^\s*(?:javascript|data):/i.test(value)
        );
      });
    }),
  ).toEqual([]);
});

test('no page needs anything from another site', () => {
  expect(offences((element) => loadedBy(element).some(isElsewhere))).toEqual([]);
});

test('no style sheet and no script takes anything from another site', () => {
  const wrong = filesOf(root, '**/*.{css,js,svg}').flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replaceAll(/http:\/\/www\.w3\.org\/\S+?["'`]/g, '');
    return (text.match(/@import[^;]*|url\([^)]*\)|(?:https?:)?\/\/[\w-]+\.[^\s"'`)]*/g) ?? [])
      .filter((found) => !/^url\(\s*["']?(?:#|\/(?!\/))/.test(found))
      .map((found) => `${file}: ${found}`);
  });
  expect(wrong).toEqual([]);
});

function offences(isWrong: (element: Element) => boolean): string[] {
  return pages.flatMap((page) =>
    page.elements.filter(isWrong).map((element) => `${page.address}: ${opening(element)}`),
  );
}

/** The addresses that a browser fetches for an element without being asked. */
function loadedBy(element: Element): string[] {
  if (element.tagName === 'link') {
    const relation = attribute(element, 'rel') ?? '';
    return /canonical|alternate|prev|next|help|license/.test(relation) ? [] : [attribute(element, 'href') ?? ''];
  }
  if (!LOADING.includes(element.tagName)) return [];
  return ['src', 'srcset', 'href', 'xlink:href', 'data', 'poster'].flatMap((name) => attribute(element, name) ?? []);
}

function opening(element: Element): string {
  const attributes = element.attrs.map(({ name, value }) => ` ${name}="${value}"`);
  return `<${element.tagName}${attributes.join('')}>`.slice(0, 160);
}

function isElsewhere(address: string): boolean {
  return new URL(address, 'https://here.example/').origin !== 'https://here.example';
}

function isPolicy(element: Element): boolean {
  return attribute(element, 'http-equiv')?.toLowerCase() === 'content-security-policy';
}

function contentOf(element: Element): string {
  return attribute(element, 'content') ?? '';
}
