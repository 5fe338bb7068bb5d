// Stands on other people's pages: <a href="https://status.example/">Status</a><script async src="https://status.example/widget.js"></script>
// One block, so that nothing of it is seen there. Its bytes are the same on every site, so that its hash can be named in a policy.
{
  interface Status {
    asOf: string;
    state: string;
    sentence: string;
    staleAfter: number;
    page: { name: string; url: string };
    components: { id: string; name: string; url: string; state: string }[];
    maintenance: { name: string; from: string; to: string; components: string[] }[];
  }

  const WORDS: Record<string, string> = {
    operational: 'operational',
    maintenance: 'under maintenance',
    degraded: 'degraded performance',
    partial: 'partial outage',
    major: 'major outage',
  };
  const SHAPES: Record<string, string> = {
    operational: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11 4 8l1-1 2 2 4-4 1 1z',
    maintenance: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v4l3 2-1 1.5-4-2.5z',
    degraded: 'M8 1 16 15H0zM7 6v4h2V6zM7 11v2h2v-2z',
    partial: 'M1 1h14v14H1zM3 3v10h5V3z',
    major: 'M5 0h6l5 5v6l-5 5H5l-5-5V5zM3 7v2h10V7z',
    unknown: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
  };
  const STYLE =
    ':host{all:initial;display:inline-block;color-scheme:light dark}a{font:14px/1.4 system-ui,sans-serif;display:inline-flex;gap:8px;align-items:center;min-height:24px;color:light-dark(#1b2026,#e4e8ec);text-decoration:none}a:hover span,a:focus span{text-decoration:underline}a:focus-visible{outline:2px solid light-dark(#0b5cad,#8bbcff);outline-offset:2px}svg{flex:none;fill-rule:evenodd;fill:light-dark(#59636e,#9ba7b3)}.operational{fill:light-dark(#0b7a75,#45c0b4)}.maintenance{fill:light-dark(#1d5fbf,#82b3ff)}.degraded{fill:light-dark(#8a5a00,#e6b85c)}.partial{fill:light-dark(#b1440a,#f2945a)}.major{fill:light-dark(#a3151f,#ff857c)}';
  const EVERY_MS = 60_000;

  const script = document.currentScript as HTMLScriptElement;
  const { component, theme } = script.dataset;
  const home = new URL('.', script.src).href;
  const before = script.previousElementSibling;
  const fallback = before instanceof HTMLAnchorElement && before.href.startsWith(home) ? before : undefined;
  const host = document.createElement('span');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  if (theme) host.style.colorScheme = theme;

  let last: Status | undefined;

  const link = document.createElement('a');
  const words = document.createElement('span');
  link.append(mark('unknown'), words);
  root.append(link);
  show('unknown', fallback?.textContent || 'Service status', fallback?.href ?? home);
  if (fallback) fallback.replaceWith(host);
  else script.after(host);

  refresh();
  setInterval(() => document.hidden || refresh(), EVERY_MS);
  document.addEventListener('visibilitychange', () => document.hidden || refresh());

  async function refresh(): Promise<void> {
    try {
      const answer = await fetch(`${home}api/v1/status.json`, { credentials: 'omit' });
      if (answer.ok) {
        const status: Status = await answer.json();
        tell(status);
        last = status;
        return;
      }
    } catch {
      // Out of reach: what stands there still leads to the page.
    }
    // What was said before grows old.
    if (last) tell(last);
  }

  function tell(status: Status): void {
    const now = Date.now();
    // An old answer says nothing about the present.
    if (now - Date.parse(status.asOf) > status.staleAfter * 1000) {
      show('unknown', `${status.page.name} status`, status.page.url);
      return;
    }
    const works = status.maintenance.filter((one) => Date.parse(one.from) <= now && now < Date.parse(one.to));
    // Only a window that has ended ends a maintenance; what a person has set stays.
    const over = status.maintenance.filter((one) => Date.parse(one.to) <= now);
    const about = status.components.find((one) => one.id === component);
    if (about) {
      const touches = (one: Status['maintenance'][number]): boolean => one.components.includes(about.id);
      const running = works.some(touches);
      const ended = about.state === 'maintenance' && !running && over.some(touches);
      const state = about.state === 'operational' && running ? 'maintenance' : ended ? 'operational' : about.state;
      show(state, `${about.name}: ${WORDS[state] ?? 'no data yet'}`, about.url);
      return;
    }
    const [work] = works;
    if (status.state === 'operational' && work) {
      show('maintenance', `Maintenance is running: ${work.name}`, status.page.url);
    } else if (status.state === 'maintenance' && !work && over.length > 0) {
      show('operational', 'All systems operational', status.page.url);
    } else show(status.state, status.sentence, status.page.url);
  }

  function show(state: string, text: string, href: string): void {
    link.firstChild?.replaceWith(mark(state));
    words.textContent = text;
    if (/^https?:/.test(href)) link.href = href;
  }

  function mark(state: string): SVGElement {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const path = document.createElementNS(space, 'path');
    for (const [name, value] of [
      ['viewBox', '0 0 16 16'],
      ['width', '16'],
      ['height', '16'],
      ['aria-hidden', 'true'],
      ['class', state],
    ] as const)
      svg.setAttribute(name, value);
    path.setAttribute('d', SHAPES[state] ?? SHAPES['unknown'] ?? '');
    svg.append(path);
    return svg;
  }
}
