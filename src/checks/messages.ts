import type { Entry } from '../parse/entry.ts';
import { placesIn } from '../parse/places.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { MESSAGE_PLACES } from '../schema/message.ts';
import type { Content } from './content.ts';

/** What a message asks for must be something that it can be given, and whoever is to hear must be in site.yaml. */
export function checkMessages(content: Content): Problem[] {
  const { entries, site } = content;
  const unusable = (site.unusable ?? []).flatMap((part) =>
    part.startsWith('channels.') ? part.slice('channels.'.length) : [],
  );
  const channels = [...Object.keys(site.data.channels ?? {}), ...unusable];
  const areKnown = channels.length > 0 || content.unreadable.site.length === 0;
  return [
    ...entries.message.flatMap((entry) => [
      ...checkPlaces(entry),
      ...(areKnown ? strangers(entry, entry.data.channels ?? [], channels) : []),
    ]),
    ...(channels.length > 0
      ? entries.severity.flatMap((entry) => strangers(entry, entry.data.channels, channels))
      : []),
  ];
}

function checkPlaces({ file }: Entry<'message'>): Problem[] {
  const known = MESSAGE_PLACES.map(String);
  return placesIn(file.text).flatMap(({ written, name, isWhole, line, column }) => {
    if (isWhole && known.includes(name)) return [];
    const at = { line, column, length: written.length };
    return [problem('unknown-message-place', file, at, { place: written, name, known })];
  });
}

function strangers(entry: Entry, named: readonly string[], known: readonly string[]): Problem[] {
  return named.flatMap((value, index) => {
    if (known.includes(value)) return [];
    return [problem('unknown-channel', entry.file, entry.at(['channels', index]), { value, known })];
  });
}
