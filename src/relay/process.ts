import { type RelaySettings, readSettings, type Variables } from './environment.ts';

/** What the relay reads where it runs as a process of its own. */
export interface ProcessSettings extends RelaySettings {
  /** The folder in which messages wait. */
  spool: string;
  host: string;
  port: number;
  mode: Mode;
}

type Mode = 'dispatch' | 'commit';

/** The settings of a process, or everything that is wrong with them at once. */
export function readProcessSettings(variables: Variables): { settings: ProcessSettings } | { problems: string[] } {
  const read = readSettings(variables);
  const problems = 'problems' in read ? read.problems : [];
  const {
    RELAY_SPOOL: spool = '',
    HOST: host = '127.0.0.1',
    PORT: port = '8787',
    RELAY_MODE: mode = 'dispatch',
  } = variables;
  if (spool === '') problems.push('RELAY_SPOOL is not set; write a folder such as /var/lib/allclear/spool');
  if (!isPort(port)) problems.push(`PORT is ${JSON.stringify(port)}; write a number from 0 to 65535`);
  if (!isMode(mode)) problems.push(`RELAY_MODE is ${JSON.stringify(mode)}; write dispatch or commit`);
  if ('problems' in read || problems.length > 0 || !isMode(mode)) return { problems };
  return { settings: { ...read.settings, spool: String(spool), host: String(host), port: Number(port), mode } };
}

function isPort(text: unknown): boolean {
  return typeof text === 'string' && /^\d{1,5}$/.test(text) && Number(text) < 65_536;
}

function isMode(text: unknown): text is Mode {
  return text === 'dispatch' || text === 'commit';
}
