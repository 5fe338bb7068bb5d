import type { Message, Reading } from '../alerts/alert.ts';
import type { AllKeys } from './keys.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Fetch } from './signatures/sns-certificates.ts';
import type { Spool } from './spool.ts';

/** What the relay is made of; everything that touches the world comes in from outside. */
export interface RelayOptions {
  keys: AllKeys;
  spool: Pick<Spool, 'add' | 'addDead' | 'backlog'>;
  /** What a message says. */
  read: (message: Message) => Reading;
  now: () => number;
  log: Log;
  metrics: Metrics;
  /** Only for Amazon SNS: its certificates, and the confirmation of a subscription. */
  fetch: Fetch;
  handingOn: () => HandingOnState;
  /** Who may read `/metrics`, if not everybody. */
  metricsTokens?: readonly string[];
  /** Takes alerts without a key. Only for a server that nobody but this machine reaches. */
  open?: boolean;
  limits?: Limits;
}

/** How handing on goes. */
export interface HandingOnState {
  /** When it last worked. */
  handedOnAt?: number;
  /** What keeps it from working and does not pass by itself. */
  problem?: string;
}

/** Is told the name of a message that was added to the spool. */
export type Added = (name: string) => void;
