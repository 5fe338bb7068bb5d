import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { pagesOf } from '../support/site.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Where a line of a template or a text ends is nothing a reader of the page can see.
    'no-trailing-whitespace': 'off',
    // A title is as long as what happened needs; cutting it would make it less true.
    'long-title': 'off',
    // MDX closes its check boxes with a slash, which browsers read past.
    'void-style': 'off',
  },
});

test.each(['trouble', 'internal'] as const)('every page is valid HTML: %s', async (day) => {
  const found: string[] = [];
  for (const page of pagesOf(await sampleSite(day))) {
    const report = await validator.validateString(page.html, page.file);
    for (const { messages } of report.results) {
      found.push(...messages.map((one) => `${page.address} ${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
    }
  }
  expect(found).toEqual([]);
});
