/** Something to be done, from a post-mortem. */
export interface ActionItem {
  text: string;
  done: boolean;
  /** The day it should be done by, and the day it was. */
  due?: string;
  doneOn?: string;
  type?: string;
  /** Only the team may read the rest. */
  owner?: string;
  issue?: string;
}
