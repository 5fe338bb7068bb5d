import type { Answers } from './answers.ts';
import type { Choice } from './asker.ts';
import { templateOf, wordsAbove } from './editor-text.ts';
import { shown } from './shown.ts';
import { type Asking, checkOf, type Question } from './subject.ts';

/** A question of one line. */
export function lineQuestion(name: 'title' | 'name' | 'start' | 'why', message: string): Question {
  return async (asking) =>
    asking.answers[name] === undefined ? { [name]: await asking.ask.line(message, checkOf(asking, name)) } : {};
}

/** A question of one line that need not be answered: what is usual then stands for nothing. */
export function lineOrUsual(
  name: 'repeat' | 'timezone' | 'until',
  message: string,
  usual: (asking: Asking) => string,
): Question {
  return async (asking) => {
    if (asking.answers[name] !== undefined) return {};
    const known = usual(asking);
    const check = checkOf(asking, name);
    const right = (text: string): string | undefined => (text.trim() === known ? undefined : check(text));
    const said = await asking.ask.line(message, right, known);
    return said.trim() === known ? {} : { [name]: said.trim() };
  };
}

/** Words for people, in an editor that shows what they are about. */
export function textQuestion(message: string, notes: (asking: Asking) => readonly string[]): Question {
  return async (asking) => {
    if (asking.answers.text !== undefined) return {};
    const template = templateOf(notes(asking));
    return { text: await asking.ask.write(message, { template, read: wordsAbove, check: checkOf(asking, 'text') }) };
  };
}

/** One of a list. */
export function choiceQuestion(name: keyof Answers, message: string, choices: (asking: Asking) => Choice[]): Question {
  return async (asking) => {
    if (asking.answers[name] !== undefined) return {};
    const offered = choices(asking);
    return offered.length === 0 ? {} : { [name]: await asking.ask.choose(message, offered) };
  };
}

/** Components by name, where they are known by id. */
export function componentChoices({ desk }: Asking, note: (id: string) => string = () => ''): Choice[] {
  return desk.content.entries.component
    .map(({ id, data }) => ({ value: id, name: shown(`${id}  ${data.name}${note(id)}`) }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
