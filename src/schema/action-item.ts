/** What an action item is for: it keeps the same from happening, makes it milder, shows it sooner, or changes how people work. */
export const ACTION_TYPES = ['prevent', 'mitigate', 'detect', 'process'] as const;

/** Something to be done, from a post-mortem. */
export interface ActionItem {
  text: string;
  done: boolean;
  /** The day it should be done by, and the day it was. */
  due?: string;
  doneOn?: string;
  /** One of the types, or whatever somebody wrote; lint tells of others. */
  type?: string;
  /** Only the team may read the rest. */
  owner?: string;
  issue?: string;
  /** Where it stands in the post-mortem's file. */
  line?: number;
}
