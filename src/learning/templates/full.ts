/** For whatever a post-mortem is due for. */
export const FULL = `---
name: Full
use: Whenever a post-mortem is due, and whenever there is much to learn.
---

## Summary

{{ summary }}

> **To write:** what happened, whom it hurt, how it ended, in three sentences that a customer understands.

<Metrics />

## Impact

{{ impact }}

> **To write:** who could not do what, in numbers, and what was never touched.

## Timeline

<Scale />

{{ timeline }}

> **To write:** what the public could not see: the change before it, the first sign, who decided what, wrong turns included.

## Root cause and contributing factors

> **To write:** ask why until the answer is something that you can change; then what made it possible, likely, or worse.

<Whys>

1. Why did it happen?
2. Why was that so?

</Whys>

<Factors>

| Factor | What it did | What would have helped |
| --- | --- | --- |
| | | |

</Factors>

## Detection

{{ detection }}

> **To write:** who noticed first, people or monitoring, and what would have told us sooner.

## Resolution

> **To write:** what ended it, and how we know that it did.

## What went well

> **To write:** what we want to do again.

## What went badly

> **To write:** what cost time or trust.

## Where we got lucky

> **To write:** what would have made it worse and was chance.

## Lessons

> **To write:** what we know now and did not know before.

## Action items

> **To write:** one line each, such as \`- [ ] Alert on a full disk · owner: Ana · due: 2026-12-01 · type: detect\`.

## Prevention

> **To write:** why this cannot happen the same way again, once these are done.

{{ links }}
`;
