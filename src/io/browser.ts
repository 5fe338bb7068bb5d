import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet, alone, and without a word to anyone off this machine. */
export const BROWSER_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chrome or Chromium that tests use; undefined where there is none. */
export function browserPath(): string | undefined {
  const named = process.env['CHROME_PATH'];
  return [named, ...INSTALLED, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** Sees to it that there is a browser, installing one where that is possible; says what it found or did. */
export function ensureBrowser(): string {
  const found = browserPath();
  if (found) return `✓ Browser: ${found}`;
  process.stdout.write('No Chrome or Chromium found; installing one for the tests …\n');
  const attempts: [string, string[]][] = [
    ['playwright', ['install', 'chromium']],
    ...(process.getuid?.() === 0
      ? ([
          ['apt-get', ['update', '-qq']],
          ['apt-get', ['install', '-y', '-qq', 'chromium']],
        ] as [string, string[]][])
      : []),
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, {
      stdio: 'ignore',
      shell: process.platform === 'win32',
      timeout: 600_000,
    });
    const installed = browserPath();
    if (installed) return `✓ Browser: ${installed}`;
  }
  return '! No browser: its tests are skipped. Install Chromium, or set CHROME_PATH to one.';
}
