/// <reference types="astro/client" />

declare module 'virtual:theme.css';

declare module 'virtual:postmortems' {
  import type { MDXInstance } from 'astro';

  /** The rendered text of each MDX post-mortem, by its id. */
  export const contents: ReadonlyMap<string, MDXInstance<Record<string, never>>['Content']>;
}
