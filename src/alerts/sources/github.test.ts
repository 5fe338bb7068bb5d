import { describe, expect, test } from 'vitest';
import {
  advisoryMessage,
  alertOf,
  at,
  dependabotMessage,
  readOf,
  vulnerabilityMessage,
  workflowRun,
} from '../../../tests/fixtures/payloads.ts';

const run = (change = {}) => alertOf('github', workflowRun(change));

describe('workflow runs', () => {
  test.each(['failure', 'timed_out', 'startup_failure'])('%s fires for the workflow on its branch', (conclusion) => {
    expect(run({ conclusion })).toMatchObject({
      key: 'workflow example/site 55 main',
      state: 'firing',
      title: 'Deploy',
      at: at('2026-11-21T10:00:00Z'),
      labels: { alertname: 'Deploy', repository: 'example/site', workflow: 'Deploy', branch: 'main', event: 'push' },
    });
    expect(run({ conclusion })).not.toHaveProperty('startedAt');
  });

  test('the next success there ends it', () => {
    const good = run({ conclusion: 'success', id: 9002, updated_at: '2026-11-21T10:30:00Z' });
    expect(good).toMatchObject({ key: run().key, state: 'ended', endedAt: at('2026-11-21T10:30:00Z') });
    expect(run({ head_branch: 'next' }).key).not.toBe(run().key);
  });

  test('a fork that calls its branch the same is something else', () => {
    const fork = run({ head_repository: { full_name: 'stranger/site' } });
    expect(fork.labels['branch']).toBe('stranger/site:main');
    expect(fork.key).not.toBe(run().key);
  });

  test.each(['cancelled', 'skipped', 'neutral', 'stale', 'action_required'])('%s says nothing', (conclusion) => {
    expect(readOf('github', workflowRun({ conclusion }))).toMatchObject({ alerts: [], ignored: [expect.any(String)] });
  });

  test.each(['requested', 'in_progress'])('a run that is %s is not over', (action) => {
    expect(readOf('github', workflowRun({ conclusion: null }, action)).ignored).toEqual(['The run is not over.']);
  });

  test('an unknown conclusion is refused', () => {
    expect(readOf('github', workflowRun({ conclusion: 'exploded' })).refused[0]).toMatch(/^conclusion is "exploded"/);
    expect(readOf('github', workflowRun({ conclusion: null })).refused[0]).toMatch(/^conclusion is missing/);
  });
});

describe('Dependabot alerts', () => {
  const one = (action: string, change = {}) => alertOf('github', dependabotMessage(action, change));

  test('a vulnerable dependency', () => {
    expect(one('created')).toMatchObject({
      key: 'dependabot example/site 20',
      state: 'firing',
      title: 'left-pad takes long for long texts',
      startedAt: at('2026-11-21T10:00:00Z'),
      labels: {
        alertname: 'dependabot_alert',
        severity: 'high',
        repository: 'example/site',
        package: 'left-pad',
        ecosystem: 'npm',
        ghsa: 'GHSA-aaaa-bbbb-cccc',
        cve: 'CVE-2026-0001',
      },
    });
  });

  test.each([
    ['fixed', 'fixed_at'],
    ['dismissed', 'dismissed_at'],
    ['auto_dismissed', 'auto_dismissed_at'],
  ])('%s ends it', (action, field) => {
    expect(one(action, { [field]: '2026-11-22T10:00:00Z' })).toMatchObject({
      key: one('created').key,
      state: 'ended',
      endedAt: at('2026-11-22T10:00:00Z'),
    });
  });

  test.each(['reopened', 'reintroduced', 'auto_reopened'])('one that is %s begins anew', (action) => {
    expect(one(action).state).toBe('firing');
    expect(one(action)).not.toHaveProperty('startedAt');
  });
});

describe('advisories', () => {
  test('are published, changed and withdrawn', () => {
    const [published, updated] = ['published', 'updated'].map((action) => alertOf('github', advisoryMessage(action)));
    expect(published).toMatchObject({
      key: 'advisory GHSA-aaaa-bbbb-cccc',
      state: 'firing',
      startedAt: at('2026-11-21T10:00:00Z'),
      url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
      labels: { alertname: 'security_advisory', severity: 'moderate', package: 'left-pad' },
    });
    expect(updated).toEqual(published);
    expect(alertOf('github', advisoryMessage('withdrawn', { withdrawn_at: '2026-11-22T10:00:00Z' }))).toMatchObject({
      key: published?.key,
      state: 'ended',
      endedAt: at('2026-11-22T10:00:00Z'),
    });
  });

  test('so is the event before Dependabot alerts', () => {
    const created = alertOf('github', vulnerabilityMessage('create'));
    expect(created).toMatchObject({
      key: 'vulnerability example/site 7',
      state: 'firing',
      title: 'Vulnerability in left-pad',
    });
    expect(alertOf('github', vulnerabilityMessage('resolve'))).toMatchObject({ key: created.key, state: 'ended' });
    expect(alertOf('github', vulnerabilityMessage('dismiss', { dismissed_at: '2026-11-22T10:00:00Z' })).state).toBe(
      'ended',
    );
  });
});

test('the header says which event it is; without it the body does', () => {
  const named = (event: string, payload: unknown) => readOf('github', payload, { 'x-github-event': event });
  expect(named('workflow_run', workflowRun()).alerts).toHaveLength(1);
  expect(named('ping', { zen: 'Keep it simple', hook_id: 1 }).ignored).toEqual(['Is a test of the connection.']);
  expect(readOf('github', { zen: 'Keep it simple', hook_id: 1 }).ignored).toHaveLength(1);
  expect(named('push', { ref: 'refs/heads/main' }).refused[0]).toMatch(/^The event is "push"; known are workflow_run/);
  expect(named('__proto__', workflowRun()).refused).toHaveLength(1);
});
