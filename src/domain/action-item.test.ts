import { expect, test } from 'vitest';
import { withoutInternalParts } from './action-item.ts';

test('no spelling of an owner, an issue or a cost in an action item reaches the public', () => {
  const items = [
    '- [ ] Do it · owner: SECRET · due: 2026-12-01',
    '+ [ ] Do it · owner: SECRET · due: 2026-12-01',
    '* [x] Do it | owner: SECRET | due: 2026-12-01',
    '1. [ ] Do it - owner: SECRET · due: 2026-12-01',
    '> - [ ] Do it · owner: SECRET · due: 2026-12-01',
    '-   [ ] Do it·owner: SECRET·due: 2026-12-01',
    '- [ ] Do it · **owner:** SECRET · due: 2026-12-01',
    '- [ ] Do it · owners : SECRET · due: 2026-12-01',
    '- [ ] Do it, Issue: SECRET · due: 2026-12-01',
    '- [ ] Do it ·\n  owner: SECRET · due: 2026-12-01',
    '- [ ] owner: SECRET',
  ];
  for (const item of items) {
    const text = withoutInternalParts(`Before.\n\n${item}\n\nAfter: the owner: stays in prose.`);
    expect(text, item).not.toContain('SECRET');
    expect(text).toContain('the owner: stays in prose');
    if (item.includes('due')) expect(text, item).toContain('due: 2026-12-01');
  }
});
