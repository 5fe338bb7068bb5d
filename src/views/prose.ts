import type { LayoutView } from './layout.ts';

/** A page of sections written in Markdown, so that the page and its twin say the same. */
export interface ProseView {
  layout: LayoutView;
  title: string;
  /** Markdown. */
  lead: string;
  sections: ProseSection[];
}

export interface ProseSection {
  /** Its address within the page. */
  id: string;
  heading: string;
  markdown: string;
  /** Holds a table that a phone shows only in part, so that it must be reached by keys. */
  wide?: boolean;
}
