import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { BROWSER_FLAGS, browserPath } from '../src/io/browser.ts';
import { sampleSite } from '../tests/support/build.ts';
import { pageKinds } from '../tests/support/page-kinds.ts';
import { withSite } from '../tests/support/site.ts';
import { run } from './run.ts';

const USAGE = `npm run lighthouse    measure the home page, an incident and a month of the sample as a phone would see them

Nothing of yours is written. Exit codes: 0 as good as it must be, 1 not, or there is no browser, 2 bad use.`;

const PAGES = ['home', 'incident-open', 'month'];
const NEEDED: Record<string, number> = {
  performance: 99,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
  'agentic-browsing': 100,
};

await run(USAGE, async () => {
  parseArgs();
  const chromePath = browserPath();
  if (!chromePath) {
    process.stderr.write('✗ There is no Chrome or Chromium. Install one, or set CHROME_PATH to one.\n');
    return 1;
  }
  const kinds = pageKinds().filter(({ name }) => PAGES.includes(name));
  // Most readers are not in UTC, and for them the page does more.
  const envVars = { ...process.env, TZ: 'America/New_York' };
  const chrome = await launch({ chromePath, chromeFlags: BROWSER_FLAGS, envVars, logLevel: 'silent' });
  try {
    return await withSite(await sampleSite(), async ({ address }) => {
      let failed = kinds.length < PAGES.length;
      writeRow(['', ...Object.keys(NEEDED)]);
      for (const kind of kinds) {
        const report = await measure(new URL(kind.address, address).href, chrome.port);
        writeRow([kind.name, ...Object.keys(NEEDED).map((id) => String(scoreOf(report, id)))]);
        for (const line of costsOf(report)) process.stdout.write(`  ${line}\n`);
        failed ||= Object.entries(NEEDED).some(([id, needed]) => !(scoreOf(report, id) >= needed));
      }
      process.stdout.write(failed ? '✗ Not as good as it must be.\n' : '✓ As good as it must be.\n');
      return failed ? 1 : 0;
    });
  } finally {
    chrome.kill();
  }
});

async function measure(url: string, port: number): Promise<Result> {
  const result = await lighthouse(url, { port, logLevel: 'silent', output: 'json' });
  if (!result || result.lhr.runtimeError) {
    throw new Error(`${url} could not be measured: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
  }
  return result.lhr;
}

function scoreOf(report: Result, category: string): number {
  return Math.round((report.categories[category]?.score ?? Number.NaN) * 100);
}

/** The audits that take points away, with what they found. */
function costsOf(report: Result): string[] {
  return Object.keys(NEEDED).flatMap((category) =>
    (report.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = report.audits[id];
      if (!audit || weight === 0 || audit.score === null || audit.score >= 0.995) return [];
      const found = [audit.displayValue, audit.explanation].filter(Boolean).join('; ');
      return [`${category}: ${id} ${Math.round(audit.score * 100)} (${audit.title}${found && `: ${found}`})`];
    }),
  );
}

function writeRow(cells: readonly string[]): void {
  process.stdout.write(
    `${cells
      .map((cell) => cell.padEnd(18))
      .join('')
      .trimEnd()}\n`,
  );
}
