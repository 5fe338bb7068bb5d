import type { Asker } from '../cli/asker.ts';
import { fitsPattern, type Variable } from '../schema/runbook.ts';
import type { Values } from './places.ts';

export interface ValuesOptions {
  variables: Readonly<Record<string, Variable>>;
  /** Values that are known already, by name. */
  given: ReadonlyMap<string, string>;
  incident: IncidentValues | undefined;
  /** Nobody, where nothing may be asked. */
  ask: Asker | undefined;
  /** Told of each value once. */
  found: (name: string, value: string, secret: boolean) => void;
}

export interface IncidentValues {
  id: string;
  component: string | undefined;
  severity: string;
}

/** The values of variables, each found or asked for once, when it is first needed. */
export function valuesBook({ variables, given, incident, ask, found }: ValuesOptions): ValuesBook {
  const values = new Map<string, { value: string; secret: boolean }>();

  async function find(name: string): Promise<void> {
    const variable = variables[name];
    if (!variable || values.has(name)) return;
    const known = given.get(name) ?? fromIncident(variable, incident);
    const right = known !== undefined && wrongIn(variable, known) === undefined ? known : undefined;
    const value = right ?? (await asked(name, variable));
    if (value === undefined) return;
    values.set(name, { value, secret: variable.secret });
    found(name, value, variable.secret);
  }

  async function asked(name: string, variable: Variable): Promise<string | undefined> {
    if (!ask) return variable.default;
    const check = (text: string): string | undefined => wrongIn(variable, text.trim());
    const message = `${name}: ${variable.about}`;
    if (variable.secret) return ask.secret(message, check);
    return (await ask.line(message, check, variable.default)).trim();
  }

  return {
    values,
    async need(names) {
      for (const name of names) await find(name);
    },
  };
}

/** What is wrong with a value, and what to write instead. */
export function wrongIn({ pattern }: Variable, value: string): string | undefined {
  if (value === '') return 'There is no value. Write one.';
  if (/\p{Cc}/u.test(value)) return 'A value is one line of text.';
  return fitsPattern(pattern, value) ? undefined : `It must look like ${pattern}.`;
}

function fromIncident({ from }: Variable, incident: IncidentValues | undefined): string | undefined {
  if (from === undefined) return undefined;
  return incident?.[from.slice('incident.'.length) as keyof IncidentValues];
}

export interface ValuesBook {
  values: Values;
  /** Finds the values of these, asking for what is not known. */
  need: (names: readonly string[]) => Promise<void>;
}
