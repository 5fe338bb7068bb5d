import { createHash } from 'node:crypto';
import type { Channel, Notice } from './notice.ts';

/** A message that only shows that a channel works. */
export function testNotice(channel: Channel, site: { name: string; url: string }, now: number): Notice {
  const id = createHash('sha256').update(`test ${channel.id} ${now}`).digest('hex').slice(0, 32);
  return {
    id: `notice_${id}`,
    channel: channel.id,
    audience: channel.audience,
    event: 'test',
    at: now,
    subject: `Test: messages of ${site.name} reach this channel`,
    text: 'This is a test. Nothing has happened, and there is nothing to do.',
    tone: 'plain',
    link: site.url,
    edit: undefined,
    site: { name: site.name, url: site.url },
    about: undefined,
    updates: [],
    items: [],
    thread: 'test',
    after: [],
    tells: [],
  };
}
