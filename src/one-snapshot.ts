import { pathToFileURL } from 'node:url';

interface Plugin {
  name: string;
  apply: 'build';
  enforce: 'pre';
  resolveId: (source: string) => { id: string; external: true } | undefined;
}

const DOORS = ['load-snapshot.ts', 'load-widget.ts'];

/**
 * Leaves the doors to what is read from disk out of the compiled pages, so that pages and command share one module and with
 * it one snapshot. Otherwise ten thousand files would be read twice.
 */
export function oneSnapshot(): Plugin {
  return {
    name: 'allclear:one-snapshot',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      const door = DOORS.find((name) => source.endsWith(`/${name}`));
      return door ? { id: pathToFileURL(`${import.meta.dirname}/${door}`).href, external: true } : undefined;
    },
  };
}
