/** For data in wrong hands, and what could have led there. */
export const SECURITY = `---
name: Security
use: Where somebody could see, change or take what was not theirs; whoever is affected will read it.
kinds: [security]
tags: [security]
---

## Summary

{{ summary }}

> **To write:** what could be seen or done by whom, for how long, whether anybody did, and what those affected have to do now.

<Metrics />

## Impact

{{ impact }}

### Exposure window

> **To write:** since when it was possible, from when it was not, and how you know both.

### Data affected

| Data | Whose, and how many | Seen or taken by others |
| --- | --- | --- |
| | | |

> **To write:** each kind of data, what was *not* among it, and how you looked for abuse: which logs, how far back they reach.

## Timeline

<Scale />

{{ timeline }}

> **To write:** the change that opened it, reports that were missed, when it was closed, when copies were gone.

## Root cause and contributing factors

> **To write:** what let it through, and which second protection was not there.

<Whys>

1. Why was it possible?
2. Why did nothing else stop it?

</Whys>

## Detection

{{ detection }}

> **To write:** who found it, by which way they told you, and what would have found it sooner.

## Resolution

> **To write:** how it was closed, what was replaced (keys, sessions, copies), and how you know that it holds.

## Who was told, and when

| Who | When | By which way |
| --- | --- | --- |
| | | |

> **To write:** those affected, authorities, partners, the public; for what the law gives hours, the hours it took.

## Disclosure

> **To write:** who reported it, with their leave; the advisory or CVE where there is one; until when details are kept back, and why.

## What went well

> **To write:** what we want to do again.

## What went badly

> **To write:** what cost time or trust.

## Where we got lucky

> **To write:** what would have made it worse and was chance.

## Lessons

> **To write:** what we know now and did not know before.

## Action items

> **To write:** one line each, such as \`- [ ] Search backups for keys every night · owner: Ana · due: 2026-12-01 · type: detect\`.

## Prevention

> **To write:** why this cannot happen the same way again, once these are done.

{{ links }}
`;
