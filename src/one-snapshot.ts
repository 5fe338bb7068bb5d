import { pathToFileURL } from 'node:url';

interface Plugin {
  name: string;
  apply: 'build';
  enforce: 'pre';
  resolveId: (source: string) => { id: string; external: true } | undefined;
}

const DOOR = pathToFileURL(`${import.meta.dirname}/load-snapshot.ts`).href;

/**
 * Leaves the door to content out of the compiled pages, so that pages and command share one module and with it one
 * snapshot. Otherwise ten thousand files would be read twice.
 */
export function oneSnapshot(): Plugin {
  return {
    name: 'allclear:one-snapshot',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('/load-snapshot.ts') ? { id: DOOR, external: true } : undefined),
  };
}
