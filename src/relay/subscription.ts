import { answer, notNow, refusal } from './answers.ts';
import type { RelayOptions } from './options.ts';
import { checkSns, isSnsAddress, readSns, type SnsMessage } from './signatures/sns.ts';
import { type Certificates, fetchText } from './signatures/sns-certificates.ts';

const RETRY_SECONDS = 30;

/** Answers Amazon SNS where it speaks about the subscription itself, or not at all where it sends a notification. */
export async function answerSubscription(received: Received, options: RelayOptions): Promise<Response | undefined> {
  const message = readSns(received.text);
  if (!message || message.Type === 'Notification') return undefined;
  const { topics, certificates } = received;
  const verdict = await checkSns(received.text, { topics, certificates, now: options.now() });
  if (verdict === 'unknown') return notNow('The certificate of the sender cannot be had.', RETRY_SECONDS);
  if (verdict !== 'right') return notConfirmed(options);
  return message.Type === 'SubscriptionConfirmation' ? confirm(message, options) : ended(options);
}

async function confirm({ SubscribeURL = '', TopicArn = '' }: SnsMessage, options: RelayOptions): Promise<Response> {
  const asks = isSnsAddress(SubscribeURL, TopicArn, /^\/$/) ? new URL(SubscribeURL).searchParams : undefined;
  if (asks?.get('Action') !== 'ConfirmSubscription' || asks.get('TopicArn') !== TopicArn) return notConfirmed(options);
  if ((await fetchText(options.fetch, SubscribeURL)) === undefined) {
    options.log({ level: 'error', event: 'subscription could not be confirmed', source: 'cloudwatch' });
    return notNow('Amazon SNS did not take the confirmation.', RETRY_SECONDS);
  }
  options.log({ level: 'info', event: 'subscription confirmed', source: 'cloudwatch' });
  return answer(200, { accepted: 0, ignored: ['The subscription is confirmed.'] });
}

// Not followed: its address would subscribe again to what somebody has ended.
function ended(options: RelayOptions): Response {
  options.log({ level: 'warning', event: 'subscription ended', source: 'cloudwatch' });
  return answer(200, { accepted: 0, ignored: ['The subscription has ended.'] });
}

function notConfirmed(options: RelayOptions): Response {
  const hint = 'Set ALERTS_TOPICS_CLOUDWATCH to the ARN of the topic.';
  options.log({ level: 'warning', event: 'subscription refused', source: 'cloudwatch', hint });
  options.metrics.count('refused', { source: 'cloudwatch', reason: 'subscription' });
  return refusal(403, 'This topic is not one that alerts are taken from.');
}

interface Received {
  text: string;
  topics: readonly string[];
  certificates: Certificates;
}
