import { expect, test } from 'vitest';
import { readSettings } from './environment.ts';
import { readKeys, variablesFor } from './keys.ts';

const GOOD = {
  GITHUB_TOKEN: 'ghp_x',
  GITHUB_REPOSITORY: 'acme/status',
  ALERTS_TOKEN_UPTIME_KUMA: '0123456789abcdef',
};
const problemsOf = (variables: Record<string, string>): string[] => {
  const read = readSettings({ ...GOOD, ...variables });
  return 'problems' in read ? read.problems : [];
};

test('each tool has its variables, several values with commas between them', () => {
  const { keys, problems } = readKeys({
    ALERTS_TOKEN_UPTIME_KUMA: ' 0123456789abcdef , fedcba9876543210,',
    ALERTS_SECRET_GENERIC: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    ALERTS_TOPICS_CLOUDWATCH: 'arn:aws:sns:eu-west-1:123456789012:alarms',
  });
  expect(problems).toEqual([]);
  expect([...keys.keys()]).toEqual(['uptime-kuma', 'cloudwatch', 'generic']);
  expect(keys.get('uptime-kuma')?.tokens).toEqual(['0123456789abcdef', 'fedcba9876543210']);
  expect(keys.get('generic')?.secrets[0]).toHaveLength(24);
  expect(variablesFor('cloudwatch')).toEqual(['ALERTS_TOKEN_CLOUDWATCH', 'ALERTS_TOPICS_CLOUDWATCH']);
});

test('settings that cannot be meant are told with what to write instead', () => {
  expect(problemsOf({})).toEqual([]);
  expect(
    problemsOf({
      ALERTS_TOKEN_GCP: 'short',
      ALERTS_SECRET_GENERIC: 'whsec_short',
      ALERTS_SECRET_DATADOG: '0123456789abcdef',
      ALERTS_TOKEN_PROMETHEUS: '0123456789abcdef',
      ALERTS_TOPICS_CLOUDWATCH: 'alarms',
      GITHUB_TOKEN: '',
      GITHUB_REPOSITORY: 'status',
      GITHUB_API_URL: 'http://example.com',
      RELAY_METRICS_TOKEN: 'x',
      RELAY_LATE_SECONDS: 'ten',
    }),
  ).toMatchInlineSnapshot(`
    [
      "ALERTS_SECRET_DATADOG is of no use: Datadog is known by ALERTS_TOKEN_DATADOG",
      "ALERTS_TOKEN_PROMETHEUS is of no use: there is no such tool. Use the name of one of: ALERTMANAGER, GRAFANA, PAGERDUTY, OPSGENIE, DATADOG, NEWRELIC, SENTRY, UPTIMEROBOT, UPTIME_KUMA, PINGDOM, BETTERSTACK, CLOUDWATCH, AZURE, GCP, GITHUB, CLOUDEVENTS, GENERIC",
      "ALERTS_TOPICS_CLOUDWATCH holds "alarms"; write the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:alarms",
      "ALERTS_TOKEN_GCP holds a secret of fewer than 16 characters; make one with: openssl rand -hex 32",
      "ALERTS_SECRET_GENERIC holds a secret of fewer than 16 characters; make one with: openssl rand -hex 32",
      "ALERTS_SECRET_GENERIC is not base 64; make one with: echo whsec_$(openssl rand -base64 32)",
      "RELAY_METRICS_TOKEN is shorter than 16 characters; make one with: openssl rand -hex 32",
      "GITHUB_TOKEN is not set; make one that may read and write the contents of the repository",
      "GITHUB_REPOSITORY is "status"; write owner/name",
      "GITHUB_API_URL is "http://example.com"; write an address such as https://github.example.com/api/v3",
      "RELAY_LATE_SECONDS is "ten"; write a number of seconds such as 600",
    ]
  `);
  expect(problemsOf({ ALERTS_TOKEN_UPTIME_KUMA: '' })).toMatchInlineSnapshot(`
    [
      "No tool has a key, so no alert can be taken; set one for each, such as ALERTS_TOKEN_ALERTMANAGER",
    ]
  `);
});
