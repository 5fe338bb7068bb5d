import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Audience } from '../domain/snapshot.ts';
import { readInstant } from '../schema/fields.ts';

/** What every command reads from its environment. */
export interface Environment {
  /** The content folder. */
  content: string;
  /** What people call it, where it is a copy of theirs. */
  contentName: string;
  /** The output folder. */
  out: string;
  /** Where builds keep what the next one can use again. */
  cache: string;
  /** Held while something is built into `out`. */
  lock: string;
  /** Where guided runs of runbooks keep what they have done. */
  runs: string;
  /** A fixed clock, for tests and for looking back. */
  now: number | undefined;
  audience: Audience;
  port: number;
  /** Where the site will be served, if not where `site.yaml` says. */
  site: string | undefined;
  base: string | undefined;
  /** Where `npm start` commits what alerts change. */
  alerts: 'scratch' | 'here' | 'off';
}

/** A setting that cannot be used; the message says what to write. */
export class EnvironmentError extends Error {}

/** The settings of this process, checked. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const content = resolve(variables['CONTENT'] || 'content');
  const contentName = resolve(variables['CONTENT_NAME'] || content);
  const out = resolve(variables['OUT'] || 'dist');
  return {
    content,
    contentName,
    out,
    lock: resolve('node_modules/.cache/allclear', `${cacheName([out])}.lock`),
    cache: resolve('node_modules/.cache/allclear', cacheName([contentName, out, variables['AUDIENCE'] ?? ''])),
    runs: resolve('node_modules/.cache/allclear', `${cacheName([contentName])}-runs`),
    now: readNow(variables['NOW']),
    audience: readAudience(variables['AUDIENCE']),
    port: readPort(variables['PORT']),
    site: readSite(variables['SITE']),
    base: readBase(variables['BASE']),
    alerts: readAlerts(variables['ALERTS']),
  };
}

// What one build wrote is of use only to the next build of the same content into the same folder.
function cacheName(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}

function readNow(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const now = readInstant(text);
  if (now === undefined)
    throw new EnvironmentError(`NOW is ${quote(text)}; write a moment such as 2026-11-21T12:00:00Z.`);
  return now;
}

function readAudience(text: string | undefined): Audience {
  if (!text || text === 'public') return 'public';
  if (text === 'internal') return 'internal';
  throw new EnvironmentError(`AUDIENCE is ${quote(text)}; write public or internal.`);
}

function readPort(text: string | undefined): number {
  const port = Number(text || 4321);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new EnvironmentError(`PORT is ${quote(text)}; write a number from 0 to 65535.`);
}

function readSite(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new EnvironmentError(`SITE is ${quote(text)}; write an address such as https://status.example.com.`);
}

function readBase(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (/^\/[\w./-]*$/.test(text) && !text.includes('//')) return text;
  throw new EnvironmentError(`BASE is ${quote(text)}; write a path such as /status.`);
}

function readAlerts(text: string | undefined): Environment['alerts'] {
  if (!text || text === 'scratch') return 'scratch';
  if (text === 'here' || text === 'off') return text;
  throw new EnvironmentError(`ALERTS is ${quote(text)}; write scratch, here or off.`);
}

function quote(text: string | undefined): string {
  return JSON.stringify(text ?? '');
}
