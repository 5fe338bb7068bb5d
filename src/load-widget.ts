import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

export interface Widget {
  script: string;
  /** For `integrity` and content security policies. */
  hash: string;
}

let made: Widget | undefined;

/** The widget as browsers read it. */
export function loadWidget(): Widget {
  if (made) return made;
  const source = readFileSync(join(import.meta.dirname, 'client/widget.ts'), 'utf8');
  const lines = stripTypeScriptTypes(source)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'));
  // Without this, functions inside the block would be seen by the page that the widget stands on.
  const script = `'use strict';\n${lines.join('\n')}\n`;
  made = { script, hash: `sha384-${createHash('sha384').update(script).digest('base64')}` };
  return made;
}
