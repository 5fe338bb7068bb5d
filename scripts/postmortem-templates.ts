import { parseArgs } from 'node:util';
import { tableLines } from '../src/cli/table.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { templatesOf } from '../src/learning/templates.ts';
import { loadContent } from '../src/load-content.ts';

/** Shows what a post-mortem can begin with. */
export async function templatesCommand(): Promise<number> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { json: { type: 'boolean' } } });
  const { content } = loadContent(readEnvironment());
  const templates = templatesOf(content);
  if (values.json) {
    process.stdout.write(`${JSON.stringify(templates, null, 2)}\n`);
    return 0;
  }
  const rows = templates.map(({ id, kinds, severities, own, use }) => [
    id,
    [...kinds, ...severities].join(', ') || '–',
    own ? `templates/${id}.md` : 'comes along',
    use,
  ]);
  const notes = [
    'Without --template, new takes the one for the kind of the incident, else for its severity, else full where a post-mortem is due and short where none is.',
    'To change one, write content/templates/<id>.md; a file of the same name takes its place.',
  ];
  process.stdout.write(`${[...tableLines([['id', 'usual for', 'from', 'use'], ...rows]), '', ...notes].join('\n')}\n`);
  return 0;
}
