import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BETWEEN_WRITES_MS, MOST_WRITES } from '../../scripts/sync-actions.ts';
import { LABEL } from '../../src/actions/issue.ts';
import { readActionItems } from '../../src/parse/action-items.ts';
import { ACTION_TYPES } from '../../src/schema/action-item.ts';
import { ROOT } from '../support/build.ts';

const PAGE = readFileSync(join(ROOT, '.github/people/actions.md'), 'utf8');

test('the example is an item in which everything is understood', () => {
  const [, example = ''] = /^```markdown\n(.*?)\n```$/ms.exec(PAGE) ?? [];
  expect(readActionItems(example, false)).toEqual([
    {
      text: 'Alert when the disk of the ledger is 80 % full',
      done: false,
      owner: 'Mira Holm',
      due: '2026-12-05',
      type: 'detect',
    },
  ]);
});

test('types, label and limits are those of the program', () => {
  for (const word of [...ACTION_TYPES, LABEL]) expect(PAGE).toContain(`\`${word}\``);
  expect(PAGE).toContain(`${MOST_WRITES} writes a run`);
  expect(BETWEEN_WRITES_MS).toBe(1_000);
});
