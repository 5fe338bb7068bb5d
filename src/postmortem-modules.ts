import type { Postmortem } from './domain/snapshot.ts';
import { withChartNumbers } from './parse/mdx-elements.ts';
import { withTaskWords } from './views/task-words.ts';

const LIST = 'virtual:postmortems';
const FOLDER = '/virtual-postmortems/';

interface Plugin {
  name: string;
  enforce: 'pre';
  resolveId: (source: string) => string | undefined;
  load: (id: string) => string | undefined;
}

/**
 * Gives Vite the post-mortems of the snapshot as modules, so that MDX is compiled from the same text that everything else
 * reads: what the public build leaves out never reaches the compiler.
 */
export function postmortemModules(read: () => readonly Postmortem[]): Plugin {
  return {
    name: 'allclear:postmortems',
    enforce: 'pre',
    resolveId: (source) => (source === LIST || source.startsWith(FOLDER) ? source : undefined),
    load(id) {
      if (id === LIST) return listModule(read().filter((one) => one.mdx));
      if (!id.startsWith(FOLDER)) return undefined;
      const { body } = read().find((one) => id === moduleId(one)) ?? { body: '' };
      // An empty block of fields comes first, so that a text that looks like one is never read as instructions.
      return `---\n---\n\n${withChartNumbers(withTaskWords(body))}`;
    },
  };
}

function listModule(postmortems: readonly Postmortem[]): string {
  const imports = postmortems.map((one, index) => `import p${index} from ${JSON.stringify(moduleId(one))};`);
  const pairs = postmortems.map((one, index) => `[${JSON.stringify(one.id)}, p${index}]`);
  return `${imports.join('\n')}\nexport const contents = new Map([${pairs.join(', ')}]);\n`;
}

function moduleId(postmortem: Postmortem): string {
  return `${FOLDER}${postmortem.id}.mdx`;
}
