import { SMALL_SITE } from '../support/small-site.ts';

/** A small site that tells somebody. */
export const SITE: Readonly<Record<string, string>> = {
  ...SMALL_SITE,
  'site.yaml': `${SMALL_SITE['site.yaml']}channels:\n  team:\n    kind: slack\n    secret: TEAM\n`,
  'severities/sev1.md': '---\nname: SEV1\nlevel: 1\nsummary: Nothing works.\n---\n\nText.\n',
  'severities/sev2.md':
    '---\nname: SEV2\nlevel: 2\nsummary: A main function fails.\ncadence: 1 h\nchannels: [team]\n---\n\nText.\n',
};

export const [BEGAN, FOUND, OVER] = ['2026-11-24T12:00:00Z', '2026-11-24T12:20:00Z', '2026-11-24T13:00:00Z'];

export const STORY_ID = '2026-11-24-payments-are-slow';
export const STORY_PATH = `content/incidents/2026/${STORY_ID}.md`;

/** What is told by prompts and by options alike. */
export const STORY = `---
title: Payments are slow
severity: sev2
components:
  api: degraded
  web: partial outage
---

## 2026-11-24 12:00 UTC · investigating · next update by 2026-11-24 12:30 UTC

Some payments take a minute.

## 2026-11-24 12:20 UTC · identified · api: major outage · next update by 2026-11-24 13:20 UTC

A disk failed.

## 2026-11-24 13:00 UTC · resolved

Payments are back to normal.
`;

export const STORY_COMMITS = ['open', 'update', 'resolve'].map((done) => `incident ${STORY_ID}: ${done}`);

export const SERIES_ID = '2026-12-06-upkeep';

/** A maintenance that comes again, planned by prompts and by options alike. */
export const SERIES = `---
title: Upkeep
start: 2026-12-06T02:00:00Z
end: 2026-12-06T03:00:00Z
repeat: every 16 weeks
timezone: Europe/Berlin
until: 2028-01-31
components:
  - api
---

Answers may pause.
`;
