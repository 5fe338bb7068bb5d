/** What GitHub reads out of a log. */
export interface Commands {
  annotations: Annotation[];
  /** Old commands that set variables and outputs; GitHub refuses some of them by now. */
  setting: string[];
}

export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  file: string;
  line: string;
  title: string;
  message: string;
}

const LEVELS: readonly string[] = ['error', 'warning', 'notice'] satisfies Annotation['level'][];
const SETTING = ['set-env', 'set-output', 'save-state', 'add-path'];

/** Reads the commands of a log as a runner does: `::name key=value::text` at the start of a line, `##[name key=value]text` anywhere. */
export function readCommands(log: string): Commands {
  const commands: Commands = { annotations: [], setting: [] };
  let resume: string | undefined;
  for (const line of log.split(/\r\n|\n|\r/)) {
    const command = readCommand(line);
    if (!command) continue;
    if (resume !== undefined) {
      if (command.name === resume) resume = undefined;
      continue;
    }
    const { name, properties, text } = command;
    if (name === 'stop-commands') resume = text;
    if (SETTING.includes(name)) commands.setting.push(line);
    if (!LEVELS.includes(name)) continue;
    const { file = '', line: at = '', title = '' } = properties;
    commands.annotations.push({ level: name as Annotation['level'], file, line: at, title, message: plain(text) });
  }
  return commands;
}

function readCommand(line: string): { name: string; properties: Record<string, string>; text: string } | undefined {
  const [, head, text] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? /##\[(.*?)\](.*)$/s.exec(line) ?? [];
  if (head === undefined || text === undefined) return undefined;
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(head) ?? [];
  const pairs = rest.split(/[,;]/).map((pair) => pair.split(/=(.*)/s));
  const properties = Object.fromEntries(pairs.map(([key = '', value = '']) => [key.trim(), plain(value)]));
  return { name, properties, text };
}

function plain(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
