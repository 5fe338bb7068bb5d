import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { memoryPages, validateXML } from 'xmllint-wasm';

/** What two independent readers make of an Atom or RSS feed. */
export async function readTwice(xml: string): Promise<[bySaxParser: ReadEntry[], byFeedsmith: ReadEntry[]]> {
  const sax = await new RssParser().parseString(xml);
  const bySaxParser = sax.items.map((one) => ({
    id: String((one as { id?: string }).id ?? one.guid),
    title: plain(one.title),
    link: String(one.link),
    published: new Date(String(one.isoDate ?? one.pubDate)).toISOString(),
  }));
  const { format, feed } = parseFeed(xml) as { format: string; feed: { entries?: Raw[]; items?: Raw[] } };
  const byFeedsmith = (feed.entries ?? feed.items ?? []).map((one) => ({
    id: plain(one['id'] ?? one['guid']),
    title: plain(one['title']),
    link: String(format === 'atom' ? (one['links'] as { href: string }[])[0]?.href : one['link']),
    published: new Date(plain(one['published'] ?? one['pubDate'])).toISOString(),
  }));
  return [bySaxParser, byFeedsmith];
}

/** What xmllint says is wrong; with a RelaxNG grammar, what does not follow it as well. */
export async function xmlProblems(files: readonly XmlFile[], relaxng?: string): Promise<string[]> {
  const xml = files.map((file) => ({ fileName: file.name, contents: file.text }));
  const room = { initialMemoryPages: memoryPages.MiB * 64, maxMemoryPages: memoryPages.MiB * 1024 };
  const result = await (relaxng === undefined
    ? validateXML({ xml, normalization: 'format', ...room })
    : validateXML({ xml, extension: 'relaxng', schema: relaxng, ...room }));
  return result.errors.map((error) => error.rawMessage);
}

export interface XmlFile {
  name: string;
  text: string;
}

export interface ReadEntry {
  id: string;
  title: string;
  link: string;
  published: string;
}

type Raw = Record<string, unknown>;

function plain(value: unknown): string {
  return String(typeof value === 'object' && value !== null && 'value' in value ? value.value : value);
}
