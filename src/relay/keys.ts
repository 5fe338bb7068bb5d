import { SOURCE_IDS, SOURCE_NAMES, type SourceId } from '../schema/sources.ts';
import { type Bytes, bytesOf, fromBase64 } from './signatures/bytes.ts';
import { SCHEMES } from './verify.ts';

const SHORTEST = 16;

/** What a tool's senders are known by. Several of a kind hold at once, so that one can be replaced by the next. */
export interface Keys {
  tokens: readonly string[];
  secrets: readonly Bytes[];
  topics: readonly string[];
}

/** The keys in the variables of a process, and what is wrong with them. */
export function readKeys(variables: Readonly<Record<string, unknown>>): { keys: AllKeys; problems: string[] } {
  const keys = new Map<SourceId, Keys>();
  const problems = misnamed(variables);
  for (const source of SOURCE_IDS) {
    const read = readOf(source, variables, problems);
    if (read.tokens.length + read.secrets.length + read.topics.length > 0) keys.set(source, read);
  }
  return { keys, problems };
}

/** The variables that make the relay take alerts of a tool, any of them. */
export function variablesFor(source: SourceId): string[] {
  const kinds = ['TOKEN', ...(source in SCHEMES ? ['SECRET'] : []), ...(source === 'cloudwatch' ? ['TOPICS'] : [])];
  return kinds.map((kind) => variableName(kind, source));
}

function readOf(source: SourceId, variables: Readonly<Record<string, unknown>>, problems: string[]): Keys {
  const list = (kind: string): [string, string[]] => {
    const name = variableName(kind, source);
    return [name, splitList(variables[name])];
  };
  const [tokenName, tokens] = list('TOKEN');
  const [secretName, secrets] = list('SECRET');
  const [topicName, topics] = list('TOPICS');
  for (const [name, texts] of [[tokenName, tokens] as const, [secretName, secrets] as const]) {
    if (texts.some((text) => text.replace(/^whsec_/, '').length < SHORTEST))
      problems.push(`${name} holds a secret of fewer than ${SHORTEST} characters; make one with: openssl rand -hex 32`);
  }
  for (const topic of topics)
    if (!/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/.test(topic))
      problems.push(
        `${topicName} holds ${JSON.stringify(topic)}; write the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:alarms`,
      );
  return { tokens, secrets: secrets.flatMap((secret) => secretBytes(source, secret, secretName, problems)), topics };
}

function secretBytes(source: SourceId, secret: string, name: string, problems: string[]): Bytes[] {
  if (source !== 'generic') return [bytesOf(secret)];
  const bytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (bytes) return [bytes];
  problems.push(`${name} is not base 64; make one with: echo whsec_$(openssl rand -base64 32)`);
  return [];
}

/** Variables that look like keys and are none, so that a slip does not leave a tool without its key. */
function misnamed(variables: Readonly<Record<string, unknown>>): string[] {
  const known = new Set(SOURCE_IDS.flatMap(variablesFor));
  return Object.keys(variables)
    .filter((name) => /^ALERTS_(?:TOKEN|SECRET|TOPICS)_/.test(name) && !known.has(name))
    .map((name) => {
      const source = SOURCE_IDS.find((id) => name.endsWith(`_${inCapitals(id)}`));
      if (source)
        return `${name} is of no use: ${SOURCE_NAMES[source]} is known by ${variablesFor(source).join(' or ')}`;
      return `${name} is of no use: there is no such tool. Use the name of one of: ${SOURCE_IDS.map(inCapitals).join(', ')}`;
    });
}

function splitList(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  return value
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function variableName(kind: string, source: SourceId): string {
  return `ALERTS_${kind}_${inCapitals(source)}`;
}

function inCapitals(source: SourceId): string {
  return source.toUpperCase().replaceAll('-', '_');
}

export type AllKeys = ReadonlyMap<SourceId, Keys>;
