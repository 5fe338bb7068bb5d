const TOKENS = [
  ...['a', 'Zürich', '日本', '👩‍🚀', 'e\u0301', ' ', '  ', '\t', 'word', '0', '-1'],
  ...['\u0000', '\u0007', '\u000B', '\u001B[31m', '\u007F', '\u0085', '\u009F', '\uFEFF', '\uFFFE', '\uFFFF'],
  ...[
    '\r',
    '\n',
    '\r\n',
    '\u2028',
    '\u2029',
    '\n\n',
    '\r\nATTENDEE:mailto:x@evil.example',
    '\nEND:VEVENT\nBEGIN:VEVENT\n',
  ],
  ...['\uD800', '\uDC00', '\uD83D', '\u202E', '\u2066', '\u200F', '\u061C'],
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?xml ?>',
    '&amp;',
    '&#0;',
    '&nbsp;',
    '&lt;script&gt;',
  ],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '</title>',
    '<iframe srcdoc="x">',
  ],
  ...['[x](javascript:alert(1))', '[x](data:text/html,x)', '<javascript:alert(1)>', '![x](http://evil.example/x.png)'],
  ...['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)', ',', ';', '\\', '\\n', '\\,', ':', '%', '{{x}}'],
  ...[
    '# ',
    '## 2026-11-21 10:00 UTC · resolved',
    '> ',
    '- [ ] ',
    '1. ',
    '| a | b |',
    '```',
    '~~~',
    '    ',
    '***',
    '___',
    '[x]: y',
  ],
  'x'.repeat(120),
];

/** Texts made of everything that has ever broken a format, the same ones for the same seed. */
export function hostileTexts(seed: number): (tokens: number) => string {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  return (most) => {
    const count = 1 + Math.floor(random() * most);
    return Array.from({ length: count }, () => TOKENS[Math.floor(random() * TOKENS.length)] ?? '').join('');
  };
}
