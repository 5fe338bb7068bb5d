import { expect, test } from 'vitest';
import { pageProblem } from './loopback.ts';

const problem = (address: string, headers: Record<string, string> = {}): string | undefined =>
  pageProblem(new Request(`${address}/alerts/generic`, { headers }));

test('programs of this machine are let in', () => {
  for (const address of ['http://localhost:4321', 'http://127.0.0.1:4321', 'http://127.9.9.9', 'http://[::1]:4321'])
    expect(problem(address)).toBeUndefined();
  expect(problem('http://localhost:4321', { Origin: 'http://localhost:4321' })).toBeUndefined();
});

test('web pages are not, by whatever name they come', () => {
  for (const address of [
    'http://evil.example',
    'http://127.0.0.1.evil.example',
    'http://10.0.0.7',
    'http://localhost.evil.example',
  ])
    expect(problem(address)).toMatch(/by its own name/);
  for (const origin of ['https://evil.example', 'null', 'http://localhost:8080', 'http://127.0.0.1:4321'])
    expect(problem('http://localhost:4321', { Origin: origin }), origin).toMatch(/web pages/);
  expect(problem('http://localhost:4321', { 'Sec-Fetch-Site': 'cross-site' })).toMatch(/web pages/);
});
