/** One file of the site that is not a page. */
export interface SiteDocument {
  /** Where it stands, from the root of the site. */
  path: string;
  /** Changes exactly when the content does; absent where making it is no dearer than asking. */
  key?: string;
  content: () => string | Promise<Uint8Array>;
}
