import { createTransport } from 'nodemailer';
import type { Mail } from '../../notices/sinks/email.ts';
import { decoded } from '../../schema/text.ts';
import { NotTaken } from './not-taken.ts';

const TIMEOUT_MS = 10_000;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** Hands a mail to a server, `smtp(s)://user:password@host:port`; the answer is how many recipients it refused. */
export async function sendMail(server: string, mail: Mail): Promise<number> {
  let isHandedOver = false;
  const debug = ({ tnx }: { tnx?: string }, said?: string): void => {
    if (tnx === 'client' && said === 'DATA') isHandedOver = true;
  };
  const logger = { ...QUIET, debug };
  const transport = createTransport({ ...settingsOf(server), ...LIMITS, transactionLog: true, logger });
  try {
    const { rejected } = await transport.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true });
    return rejected.length;
  } catch (error) {
    throw notTaken(error as SmtpError, isHandedOver);
  } finally {
    transport.close();
  }
}

const silent = (): void => undefined;
// What was said would hold passwords; only how far it came is listened for.
const QUIET = { level: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent };
const LIMITS = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };

/** How a server is spoken to, by its address. */
export function settingsOf(server: string): object {
  const { protocol, hostname, port, username, password } = new URL(server);
  const secure = protocol === 'smtps:';
  const isHere = LOOPBACK.test(hostname);
  return {
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    // A password goes nowhere in the clear.
    requireTLS: !secure && username !== '' && !isHere,
    ...(isHere && { tls: { rejectUnauthorized: false } }),
    ...(username !== '' && { auth: { user: decoded(username), pass: decoded(password) } }),
  };
}

function notTaken({ code = 'unknown', responseCode, command }: SmtpError, isHandedOver: boolean): NotTaken {
  const said = responseCode === undefined ? '' : ` ${responseCode}`;
  // Refused once the whole mail was there: others may be taken.
  const scope = command === 'DATA' && (responseCode ?? 0) >= 500 ? 'message' : 'channel';
  const unsure = isHandedOver && responseCode === undefined;
  return new NotTaken(`The mail server did not take it (${code}${said}).`, { scope, unsure });
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}
