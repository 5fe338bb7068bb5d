import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SERVER = `allclear-test-${process.pid}`;
const PATIENCE_MS = 45_000;

export const HAS_TMUX = spawnSync('tmux', ['-V']).status === 0;

let number = 0;

afterAll(() => {
  if (HAS_TMUX) spawnSync('tmux', ['-L', SERVER, 'kill-server']);
});

/** Starts one of the project's commands in a real terminal. */
export function openTerminal(
  name: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Terminal {
  const session = `s${++number}`;
  const env = { GITHUB_ACTIONS: '', NO_COLOR: '1', VISUAL: '', EDITOR: '', ...variables };
  const settings = Object.entries(env).map(([key, value]) => `${key}=${value}`);
  const call = [process.execPath, `scripts/${name}.ts`, ...args].map(quoted).join(' ');
  // The shell around it must outlive a Ctrl+C that the command takes for itself.
  const script = `trap : INT; ${call}; echo "[exit $?]"; sleep 600`;
  const size = ['-x', '100', '-y', '40', '-c', ROOT];
  tmux('new-session', '-d', '-s', session, ...size, 'env', ...settings, 'sh', '-c', script);

  const screen = (): string => tmux('capture-pane', '-p', '-J', '-t', session).replaceAll(/ +$/gm, '').trimEnd();

  /** What the screen shows once it shows something. */
  async function see(text: string | RegExp): Promise<string> {
    for (const end = performance.now() + PATIENCE_MS; ; await wait(100)) {
      const seen = screen();
      if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) return seen;
      if (performance.now() > end) throw new Error(`${text} does not show:\n${seen}`);
    }
  }

  return {
    see,
    type: (text) => void tmux('send-keys', '-t', session, '-l', text),
    press: (...keys) => void tmux('send-keys', '-t', session, ...keys),
    /** The exit code, and the last screen. */
    async ended() {
      const seen = await see(/\[exit \d+\]/);
      return { code: Number(/\[exit (\d+)\]/.exec(seen)?.[1]), seen };
    },
  };
}

function tmux(...args: string[]): string {
  const said = spawnSync('tmux', ['-u', '-f', '/dev/null', '-L', SERVER, ...args], { encoding: 'utf8' });
  if (said.status !== 0) throw new Error(`tmux ${args[0]}: ${said.stderr}`);
  return said.stdout;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export interface Terminal {
  see: (text: string | RegExp) => Promise<string>;
  type: (text: string) => void;
  press: (...keys: string[]) => void;
  ended: () => Promise<{ code: number; seen: string }>;
}
