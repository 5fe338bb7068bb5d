import type { Channel, Notice } from '../../src/notices/notice.ts';
import { testNotice } from '../../src/notices/test-notice.ts';
import { channel } from '../../src/schema/channel.ts';
import { moment } from './desk.ts';

/** A notice with what matters to a test. */
export function noticeWith(more: Partial<Notice> = {}, site = 'Small'): Notice {
  const team = channelOf({ kind: 'slack', secret: 'TEAM' });
  return {
    ...testNotice(team, { name: site, url: 'https://small.example/' }, moment('10:00')),
    event: 'opened',
    ...more,
  };
}

/** A channel as `site.yaml` describes it. */
export function channelOf(fields: object, id = 'team'): Channel {
  return { ...channel.parse(fields), id };
}
