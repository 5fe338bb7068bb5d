/** For whatever nobody has promised one for. */
export const SHORT = `---
name: Short
use: Where none is due and there is still something to learn, in an hour.
---

## Summary

{{ summary }}

> **To write:** what happened and how it ended, in two sentences.

## Impact

{{ impact }}

> **To write:** who could not do what, in numbers.

## Timeline

{{ timeline }}

> **To write:** what the public could not see, a row each.

## Root cause and contributing factors

> **To write:** what caused it, and what made it possible.

## Detection

{{ detection }}

> **To write:** what would have told us sooner.

## Resolution

> **To write:** what ended it.

## Lessons

> **To write:** what we know now and did not know before.

## Action items

> **To write:** one line each, such as \`- [ ] Alert on a full disk · owner: Ana · due: 2026-12-01 · type: detect\`.

{{ links }}
`;
