import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alarms';
export const CERTIFICATE = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';

/** Somebody who signs as Amazon SNS does, with a key and a certificate of their own. */
export interface SnsSender {
  pem: string;
  sign: (message: Readonly<Record<string, string>>) => Record<string, string>;
}

export function snsSender(bits = 2_048): SnsSender {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { pem: certificate(publicKey, privateKey), sign: (message) => signed(message, privateKey) };
}

/** A notification about an alarm; what is `undefined` is left out. */
export function notification(
  overrides: Readonly<Record<string, string>> = {},
  now = Date.now(),
): Record<string, string> {
  const alarm = {
    AlarmName: 'High latency',
    AWSAccountId: '123456789012',
    NewStateValue: 'ALARM',
    NewStateReason: 'Threshold crossed\nfor 5 minutes',
    StateChangeTime: '2026-11-24T10:00:00.000+0000',
    Region: 'EU (Ireland)',
  };
  return {
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Subject: 'ALARM: "High latency"',
    Message: JSON.stringify(alarm),
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: '2',
    SigningCertURL: CERTIFICATE,
    UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
    ...overrides,
  };
}

export function confirmation(
  overrides: Readonly<Record<string, string>> = {},
  now = Date.now(),
): Record<string, string> {
  const { Subject: _, UnsubscribeURL: __, ...message } = notification({}, now);
  return {
    ...message,
    Type: 'SubscriptionConfirmation',
    Message: 'You have chosen to subscribe.',
    Token: '2336412f37fb687f5d51e6e241d09c80',
    SubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f`,
    ...overrides,
  };
}

function signed(message: Readonly<Record<string, string>>, key: KeyObject): Record<string, string> {
  const names = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const text = names.map((name) => (message[name] === undefined ? '' : `${name}\n${message[name]}\n`)).join('');
  const hash = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...message, Signature: sign(hash, Buffer.from(text), key).toString('base64') };
}

/** A certificate that vouches for itself, with no more in it than its form asks for. */
function certificate(publicKey: KeyObject, privateKey: KeyObject): string {
  const algorithm = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
  const name = der(
    0x30,
    der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('sns.amazonaws.com')))),
  );
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, time('260101000000Z'), time('490101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const bytes = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = bytes.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 + digits.length, ...digits]), content]);
}
