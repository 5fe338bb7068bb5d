import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a small site in which nothing is wrong, to change as a test needs. */
export const SMALL_SITE: Readonly<Record<string, string>> = {
  'site.yaml': 'name: Small\nurl: https://status.small.example\ngroups:\n  - id: core\n    name: Core\n',
  'severities/sev2.md': '---\nname: SEV2\nlevel: 2\nsummary: A main function fails.\n---\n\nText.\n',
  'components/api.md': '---\nname: API\ngroup: core\nsince: 2024-01-01\n---\n\nThe interface.\n',
  'components/web.md': '---\nname: Website\ngroup: core\nsince: 2024-01-01\ndepends: [api]\n---\n\nThe pages.\n',
};

const RESOLVED = '## 2026-11-10 10:00 UTC · investigating\n\nLooking.\n\n## 2026-11-10 11:00 UTC · resolved\n\nOver.\n';

/** An incident file; `fields` and `updates` are written as they stand. */
export function incidentFile(options: { title?: string; fields?: string; updates?: string } = {}): string {
  const { title = 'Slow answers', fields = 'components:\n  api: degraded\n', updates = RESOLVED } = options;
  return `---\ntitle: ${title}\nseverity: sev2\n${fields}---\n\n${updates}`;
}

/** A temporary folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

export function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
