/** Titles and texts that mean something to one receiver or another. */
export const HOSTILE: Record<string, { title: string; words: string }> = {
  'plain words': {
    title: 'Slow answers',
    words: 'Answers take **longer** than [usual](https://example.com/a?b=c&d=e).',
  },
  'lines of a header': {
    title: 'Slow\r\nBcc: evil@example.com\r\n\r\nBody\u2028X-Evil: 1\u0000\u001B[31m',
    words: 'Slow\r\n.\r\nMAIL FROM:<evil@example.com>\r\nX-Evil: 1',
  },
  mentions: {
    title: '@everyone @here <!channel> <@U123> @user@example.com #tag',
    words:
      '@everyone <!here> <@123456> <@&9> <#C1> <:a:1> @user@example.com #tag &lt;!channel&gt; <https://evil.example|ok>',
  },
  markup: {
    title: '*bold* _it_ ~~s~~ `code` [text](https://evil.example) ||spoiler||',
    words:
      '\\*not\\* `a*b_c` \\[x\\](https://evil.example) \\|\\|s\\|\\| \\_u\\_ {{DATE(2026-11-24T00:00:00Z,SHORT)}} {expression}\n\n- one\n- two\n\n> quote',
  },
  html: {
    title: '</title><script>alert(1)</script><img src=x onerror=alert(1)>',
    words:
      '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) <iframe src="//evil.example"></iframe><style>*{}</style>',
  },
  'letters of the world': {
    title: '支払いが遅い 🐢👩‍👩‍👧‍👦 ‮evil‬ Zahlungen dauern länger',
    words: `${'👩‍👩‍👧‍👦🏳️‍🌈 支払い '.repeat(300)}`,
  },
  'ten thousand letters': { title: `${'Very '.repeat(39)}long`, words: 'word&<> '.repeat(2_000) },
  'one word': { title: `${'x'.repeat(199)}`, words: '𝒳'.repeat(12_000) },
};
