import { bytesOf, joinBytes } from './bytes.ts';
import { checkHex } from './plain.ts';
import { isFresh, type Scheme } from './scheme.ts';

/**
 * Grafana from 12.0: `X-Grafana-Alerting-Signature: <hex>` over the body, or over `<seconds>:<body>` where the contact
 * point names a header for the time. That is free to choose there; here it is `X-Grafana-Alerting-Timestamp`.
 */
export const grafana: Scheme = async ({ headers, body, now }, secrets) => {
  const signature = headers.get('x-grafana-alerting-signature');
  const seconds = headers.get('x-grafana-alerting-timestamp');
  const data = seconds === null ? body : joinBytes(bytesOf(`${seconds}:`), body);
  const verdict = await checkHex(signature ? [signature] : [], data, secrets);
  return verdict === 'right' && seconds !== null && !isFresh(seconds, now) ? 'stale' : verdict;
};
