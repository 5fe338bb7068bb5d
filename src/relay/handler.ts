import { didYouMean } from '../problems/suggest.ts';
import { isSource, SOURCE_IDS, type SourceId } from '../schema/sources.ts';
import { answer, nothing, plainText, refusal } from './answers.ts';
import { allowSender } from './handshake.ts';
import { health } from './health.ts';
import { LIMITS } from './limits.ts';
import type { Added, RelayOptions } from './options.ts';
import { createReceiver } from './receive.ts';
import { hasToken } from './signatures/token.ts';

const LONGEST_NAME = 40;

/** The relay: takes requests from monitoring tools and answers each the way that the tool understands. */
export function createHandler(options: RelayOptions): Handle {
  const receive = createReceiver(options);

  async function route(request: Request, added: Added): Promise<Response> {
    const { pathname } = new URL(request.url);
    const isLook = request.method === 'GET' || request.method === 'HEAD';
    if (pathname === '/health' && isLook) return health(options);
    if (pathname === '/metrics' && isLook) return metrics(request);
    const name = /^\/alerts\/([^/]+)\/?$/.exec(pathname)?.[1];
    if (name === undefined) return request.method === 'POST' ? unknownPlace(options) : nothing();
    return isSource(name) ? alerts(name, request, added) : unknownSource(name, options);
  }

  async function alerts(source: SourceId, request: Request, added: Added): Promise<Response> {
    if (request.method === 'POST') return receive(source, request, added);
    if (source === 'cloudevents' && request.method === 'OPTIONS') return handshake(request);
    const allowed = source === 'cloudevents' ? 'OPTIONS, POST' : 'POST';
    return refusal(405, `Alerts are sent with POST, not ${request.method}.`, { Allow: allowed });
  }

  async function handshake(request: Request): Promise<Response> {
    const tokens = options.keys.get('cloudevents')?.tokens ?? [];
    const perMinute = (options.limits ?? LIMITS).verified.source.perSecond * 60;
    if (options.open || (await hasToken(request, tokens))) return allowSender(request, perMinute);
    return refusal(401, 'The token is missing or wrong; put it into the address as ?token=…');
  }

  async function metrics(request: Request): Promise<Response> {
    const tokens = options.metricsTokens ?? [];
    if (tokens.length > 0 && !(await hasToken(request, tokens))) return refusal(401, 'The token is missing or wrong.');
    return plainText(options.metrics.text(await options.spool.backlog(), options.now()));
  }

  return async (request, added = () => {}) => {
    try {
      return await route(request, added);
    } catch (error) {
      options.log({
        level: 'error',
        event: 'failed to answer',
        error: error instanceof Error ? error.name : 'unknown',
      });
      return refusal(500, 'The relay failed to answer; its log says more.');
    }
  };
}

function unknownSource(name: string, { metrics }: RelayOptions): Response {
  metrics.count('refused', { source: 'none', reason: 'unknown_source' });
  const shown = JSON.stringify(name.slice(0, LONGEST_NAME));
  return refusal(
    404,
    `${shown} is no tool whose alerts are understood. ${didYouMean(name.slice(0, LONGEST_NAME), SOURCE_IDS)}`,
  );
}

function unknownPlace({ metrics }: RelayOptions): Response {
  metrics.count('refused', { source: 'none', reason: 'unknown_address' });
  return answer(404, {
    error: 'No alerts are taken at this address; send them to the one of your tool.',
    addresses: SOURCE_IDS.map((source) => `/alerts/${source}`),
  });
}

/** Answers a request; tells which message it added, if any, so that it can be handed on. */
export type Handle = (request: Request, added?: Added) => Promise<Response>;
