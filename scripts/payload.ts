import { readFileSync } from 'node:fs';
import type { Reading } from '../src/alerts/alert.ts';
import { quoted } from '../src/alerts/print.ts';
import { guessSources } from '../src/alerts/sources/guess.ts';
import { readMessage } from '../src/alerts/sources/registry.ts';
import { EnvironmentError } from '../src/io/environment.ts';
import { didYouMean } from '../src/problems/suggest.ts';
import { isSource, SOURCE_IDS, type SourceId } from '../src/schema/sources.ts';

/** What a file, or standard input, with a tool's payload says. Which tool it was is told by its shape, unless it is given. */
export function readPayload(file: string, given: string | undefined, now: number): Reading & { source: SourceId } {
  const text = readText(file);
  const payload = parse(file, text);
  const sources = given === undefined ? guessSources(payload, now) : [sourceNamed(given)];
  const [source] = sources;
  if (source === undefined || sources.length > 1) {
    throw new EnvironmentError(
      `The shape of the payload does not say which tool sent it; add --source with one of: ${SOURCE_IDS.join(', ')}.`,
    );
  }
  return { source, ...readMessage({ source, payload, headers: {}, receivedAt: now }) };
}

export function sourceNamed(text: string): SourceId {
  if (isSource(text)) return text;
  throw new EnvironmentError(
    `--source is ${quoted(text)}, which is no tool that is known. ${didYouMean(text, SOURCE_IDS)}`,
  );
}

export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvironmentError(
      `${quoted(file)} cannot be read (${code}); write the name of a file, or - for standard input.`,
    );
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new EnvironmentError(`${quoted(file)} is not JSON: ${quoted(reason)}`);
  }
}
