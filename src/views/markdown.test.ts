import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { plainText, renderMarkdown } from './markdown.ts';

const DOCUMENTS = 20_000;

const ELEMENTS = new Set(
  (
    'p br hr blockquote pre code ul ol li strong em del s sub sup kbd mark a img table thead tbody tr th td ' +
    'h3 h4 h5 h6 details summary dl dt dd abbr'
  ).split(' '),
);
const ATTRIBUTES: Record<string, string[]> = {
  a: ['href', 'title', 'rel'],
  img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
  th: ['class', 'colspan', 'rowspan'],
  td: ['class', 'colspan', 'rowspan'],
  ol: ['start'],
  abbr: ['title'],
  code: ['class'],
};

describe('what people write', () => {
  for (const [name, source, html] of [
    ['emphasis', '*a* **b** ~~c~~', '<p><em>a</em> <strong>b</strong> <del>c</del></p>'],
    [
      'a link',
      '[a](https://example.com/)',
      '<p><a href="https://example.com/" rel="nofollow noopener noreferrer">a</a></p>',
    ],
    ['a link within the site', '[a](/history/)', '<p><a href="/history/">a</a></p>'],
    [
      'a bare address',
      'See https://example.com.',
      '<p>See <a href="https://example.com" rel="nofollow noopener noreferrer">https://example.com</a>.</p>',
    ],
    [
      'a bare name',
      'See www.example.com.',
      '<p>See <a href="http://www.example.com" rel="nofollow noopener noreferrer">www.example.com</a>.</p>',
    ],
    [
      'a bare name in capitals',
      'See WWW.example.com.',
      '<p>See <a href="http://WWW.example.com" rel="nofollow noopener noreferrer">WWW.example.com</a>.</p>',
    ],
    [
      'a bare name with a control character',
      'See w\u0000ww.example.com.',
      '<p>See <a href="http://www.example.com" rel="nofollow noopener noreferrer">www.example.com</a>.</p>',
    ],
    ['its largest heading', '# a', '<h3>a</h3>'],
    ['code', '`<b>` & c', '<p><code>&lt;b&gt;</code> &amp; c</p>'],
    ['a line break', 'a\\\nb', '<p>a<br />\nb</p>'],
    [
      'a picture',
      '![a](https://example.com/a.png)',
      '<p><img alt="a" src="https://example.com/a.png" loading="lazy" /></p>',
    ],
    ['brackets as text', 'a [b] c', '<p>a [b] c</p>'],
  ] as const) {
    test(`is shown: ${name}`, () => {
      expect(renderMarkdown(source).trim()).toBe(html);
    });
  }

  test('a table keeps how its columns are aligned', () => {
    for (const cell of ['1', 'a & b']) {
      expect(renderMarkdown(`| a | b |\n| --- | ---: |\n| ${cell} | 2 |\n`)).toMatch(/<td class="right">/);
    }
  });
});

describe('what would run, load or deceive', () => {
  for (const [name, source, html] of [
    ['a script', 'a <script>alert(1)</script> b', '<p>a  b</p>'],
    ['a handler', '<img src=x onerror=alert(1)>', '<img alt="" src="x" loading="lazy" />'],
    ['an address that runs', '[a](javascript:alert(1))', '<p><a>a</a></p>'],
    ['an address that runs, disguised', '[a](JaVa&#x53;cript:alert(1))', '<p><a>a</a></p>'],
    ['an address that runs, in an element', '<a href="java&#10;script:alert(1)">a</a>', '<p><a>a</a></p>'],
    ['an address of another host without its scheme', '[a](//evil.example)', '<p><a>a</a></p>'],
    [
      'a picture that is fetched in the open',
      '![a](http://example.com/a.png)',
      '<p><img alt="a" loading="lazy" /></p>',
    ],
    ['a picture that holds data', '![a](data:image/svg+xml;base64,AAAA)', '<p><img alt="a" loading="lazy" /></p>'],
    ['a style', '<p style="position:fixed">a</p>', '<p>a</p>'],
    ['a form', '<form action="https://evil.example"><input name="a"><button>b</button></form>', 'b'],
    ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>', ''],
    ['a base', '<base href="https://evil.example">a', 'a'],
    ['another direction of writing', 'a\u202Eb', '<p>ab</p>'],
  ] as const) {
    test(`is taken out: ${name}`, () => {
      expect(renderMarkdown(source).trim()).toBe(html);
    });
  }
});

test(`${DOCUMENTS} hostile documents hold only what is allowed`, () => {
  const seen = { documents: 0, elements: 0, addresses: 0, characters: 0 };
  const result = fc.check(
    fc.property(document, (source) => {
      const html = renderMarkdown(source);
      seen.documents++;
      seen.characters += source.length;
      const faults = [...elementsOf(parseFragment(html))].flatMap((element) => {
        seen.elements++;
        seen.addresses += element.attrs.filter(({ name }) => name === 'href' || name === 'src').length;
        return faultsOf(element);
      });
      expect({ faults, html: faults.length > 0 ? html : '' }).toEqual({ faults: [], html: '' });
    }),
    { numRuns: DOCUMENTS },
  );
  console.log(`seed ${result.seed}: ${JSON.stringify(seen)}`);
  expect(result.failed ? fc.defaultReportMessage(result) : '').toBe('');
  expect(seen.elements).toBeGreaterThan(DOCUMENTS);
  expect(seen.addresses).toBeGreaterThan(DOCUMENTS / 20);
});

test('no link that leads away passes on our reputation or address', () => {
  fc.assert(
    fc.property(document, (source) => {
      const away = [...elementsOf(parseFragment(renderMarkdown(source)))].filter(({ attrs }) =>
        attrs.some(({ name, value }) => name === 'href' && /^https?:/i.test(value)),
      );
      for (const { attrs } of away) {
        expect(attrs.find(({ name }) => name === 'rel')?.value).toBe('nofollow noopener noreferrer');
      }
    }),
    { numRuns: 3_000 },
  );
});

test('plain text has no mark, no markup and one line', () => {
  expect(plainText('# A\n\n**b** [c](https://example.com) `d`\n\n- e\n- f &amp; <b>g</b>')).toBe('A b c d e f & g');
  expect(plainText('1 < 2 &lt;b&gt; "q" \'r\'')).toBe('1 < 2 <b> "q" \'r\'');
});

test('plain text of a long row of angle brackets takes no time', () => {
  const began = performance.now();
  plainText(`<div>\n${'<'.repeat(32_000)}`);
  expect(performance.now() - began).toBeLessThan(500);
});

test('plain text of any document is one line without control characters', () => {
  fc.assert(
    fc.property(document, (source) => {
      expect(plainText(source)).not.toMatch(/[\n\r\t\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    }),
    { numRuns: 1_000 },
  );
});

const token = fc.constantFrom(
  ...[
    '<script>',
    '</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<a href="',
    '<iframe srcdoc="',
    '<math>',
    '<style>',
  ],
  ...[
    '<p style="',
    '" onclick="',
    "' onfocus='",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '<template>',
    '<base href=//x>',
    '<noscript>',
    '</p>',
    '<xmp>',
  ],
  ...[
    'javascript:',
    'JAVASCRIPT:',
    'java\tscript:',
    'vbscript:',
    'data:text/html,',
    '&#106;avascript:',
    '&colon;',
    '//evil.example',
    'https://example.com',
    'file:///',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '[^1]',
    '[^1]: x',
    '[a]: ',
    '<',
    '>',
    '"',
    "'",
    '`',
    '```',
    '~~~',
    '\\',
    '*',
    '**',
    '_',
    '~~',
    '#',
    '## ',
    '> ',
    '- ',
    '1. ',
    '| a | b |\n| - | -: |\n',
  ],
  ...[
    '- [ ] ',
    '```js onload="x"\n',
    '```<script>\n',
    '\n',
    '\n\n',
    '    ',
    '\t',
    '&',
    '&lt;',
    '&#60;',
    '&#x3c;',
    '&quot;',
    '&#0;',
    '$$',
    '$',
    ':::',
    '{',
    '}',
    '+++',
    '---\n',
    '===',
  ],
  ...['www.', 'WWW.', 'w\u0000ww.', 'a@b.co', 'mailto:', 'http://', 'HTTP://', 'xmpp:a@b', 'example.com', ' ', 'word'],
  ...[
    '\u0000',
    '\u0001',
    '\u000B',
    '\u000C',
    '\r',
    '\u001B[',
    '\u0085',
    '\u009B',
    '\u00A0',
    '\u200B',
    '\u202E',
    '\u2028',
    '\uFEFF',
    '\uFFFD',
    '\u{1F600}',
  ],
);
const document = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: token }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

type Element = DefaultTreeAdapterTypes.Element;

function* elementsOf(node: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elementsOf(child);
    if ('content' in child) yield* elementsOf(child.content);
  }
}

function faultsOf({ tagName, attrs, namespaceURI }: Element): string[] {
  const element = ELEMENTS.has(tagName) && namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [`<${tagName}>`];
  const attributes = attrs
    .filter(({ name }) => !ATTRIBUTES[tagName]?.includes(name))
    .map(({ name }) => `${tagName} ${name}`);
  const classes = attrs
    .filter(({ name, value }) => name === 'class' && !/^(?:language-[^\t\n\f\r ]*|right|center)$/.test(value))
    .map(({ value }) => value);
  const href = attrs.find(({ name }) => name === 'href')?.value;
  const src = attrs.find(({ name }) => name === 'src')?.value;
  const unsafe = [
    ...(href === undefined || addressIs(href, ['http:', 'https:', 'mailto:', 'tel:']) ? [] : [`href ${href}`]),
    ...(src === undefined || addressIs(src, ['https:']) ? [] : [`src ${src}`]),
  ];
  return [...element, ...attributes, ...classes, ...unsafe];
}

/** What a browser makes of the address: within the site, or of one of the schemes. */
function addressIs(address: string, schemes: readonly string[]): boolean {
  const base = 'https://own.example/';
  if (!URL.canParse(address, base)) return true;
  const { protocol, host } = new URL(address, base);
  const written = /^\s*[a-z][a-z0-9+.-]*:/i.test(address);
  return written ? schemes.includes(protocol) : protocol === 'https:' && host === 'own.example';
}

test('a column without a name has no empty head', () => {
  expect(renderMarkdown('| | A |\n| --- | --- |\n| x | 1 |\n').replaceAll('\n', '')).toContain(
    '<tr><td></td><th scope="col">A</th></tr>',
  );
});
