import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which headers a site asks its host for, by path: its `_headers` file, as hosts that know one read it. */
export function readHeaderRules(root: string): (path: string) => Record<string, string> {
  const rules = parse(readText(join(root, '_headers')));
  return (path) => Object.assign({}, ...rules.filter((rule) => rule.path.test(path)).map((rule) => rule.headers));
}

function parse(text: string): { path: RegExp; headers: Record<string, string> }[] {
  const rules: { path: RegExp; headers: Record<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([\w-]+):\s*(.+)$/.exec(line) ?? [];
    const last = rules.at(-1);
    if (name && value && last) last.headers[name] = value;
    else if (line.startsWith('/')) rules.push({ path: pattern(line.trim()), headers: {} });
  }
  return rules;
}

/** `*` stands for anything, `:name` for one folder. */
function pattern(path: string): RegExp {
  const source = path
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
