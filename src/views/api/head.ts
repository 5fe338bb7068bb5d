import type { ApiOf, ApiText } from '../../schema/api.ts';
import { withAbsoluteAddresses } from '../absolute.ts';
import { moment } from '../format.ts';
import { renderMarkdown } from '../markdown.ts';
import { textOfHtml } from '../plain-text.ts';
import type { ViewContext } from '../view-context.ts';

type Head = Pick<ApiOf<'status'>, 'version' | 'asOf' | 'page'>;

/** What every document begins with. */
export function headOf({ snapshot, origin, to }: ViewContext): Head {
  const { site, now } = snapshot;
  const page = { name: site.name, url: origin + to.home, timezone: site.timezone };
  return { version: '1', asOf: moment(now).iso, page };
}

/** Markdown for programs that render it, that do not, and that need HTML. */
export function textOf(markdown: string, page: string): ApiText {
  const html = withAbsoluteAddresses(renderMarkdown(markdown), page).trim();
  return { markdown, text: textOfHtml(html), html };
}

export function time(moment_: number): string {
  return moment(moment_).iso;
}

export function timeOrNull(moment_: number | undefined): string | null {
  return moment_ === undefined || moment_ === Number.POSITIVE_INFINITY ? null : moment(moment_).iso;
}
