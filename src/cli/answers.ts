/** What a person says about an act, by options or when they are asked, as they write it. */
export interface Answers {
  id?: string;
  title?: string;
  severity?: string;
  kind?: string;
  component?: string[];
  text?: string;
  state?: string;
  next?: string;
  at?: string;
  started?: string;
  draft?: boolean;
  tracking?: string;
  to?: string;
  role?: string;
  name?: string;
  start?: string;
  end?: string;
  for?: string;
  repeat?: string;
  timezone?: string;
  until?: string;
  series?: boolean;
  owner?: string;
  on?: string;
  undo?: boolean;
  open?: boolean;
  overdue?: boolean;
  postmortem?: string;
  type?: string;
  most?: string;
  who?: string;
  as?: string;
  template?: string;
  why?: string;
  incident?: string;
  set?: string[];
  timeout?: string;
  rule?: string[];
}

/** How a command is to be carried out. */
export interface Settings {
  file?: string;
  yes?: boolean;
  'dry-run'?: boolean;
  json?: boolean;
  push?: boolean;
  remote?: string;
  branch?: string;
  all?: boolean;
  resume?: boolean;
  print?: boolean;
  strict?: boolean;
}

/** The same without what is not there. */
export function given<Value extends object>(value: Value): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
