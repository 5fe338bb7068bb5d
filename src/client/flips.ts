const WORD = {
  scheduled: 'Scheduled',
  running: 'In progress',
  over: 'Completed',
};

/** Begins and ends maintenance on time on a page that was built before: its own word, its components, the headline. */
export function moveOn(now: number): void {
  const running = new Set<string>();
  const titles: string[] = [];
  for (const work of document.querySelectorAll<HTMLElement>('[data-works]')) {
    const { from, to, works } = work.dataset;
    const word = work.querySelector('.word');
    if (!word || word.textContent === 'Cancelled') continue;
    const phase = now < Date.parse(from ?? '') ? 'scheduled' : now < Date.parse(to ?? '') ? 'running' : 'over';
    if (word.textContent !== 'Verifying' || phase === 'over') word.textContent = WORD[phase];
    if (phase !== 'running') continue;
    titles.push(work.querySelector('h1, h3')?.textContent ?? '');
    for (const id of works?.split(' ') ?? []) running.add(id);
  }
  for (const row of document.querySelectorAll<HTMLElement>('[data-component]')) {
    const { component, base } = row.dataset;
    show(row, base === 'operational' && running.has(component ?? '') ? 'maintenance' : (base ?? ''));
  }
  headline(titles);
}

function headline(titles: readonly string[]): void {
  const box = document.querySelector<HTMLElement>('#headline[data-calm]');
  const sentence = box?.querySelector('h1 span');
  if (!box || !sentence) return;
  const [first] = titles;
  const many = titles.length > 1 ? `${titles.length} maintenance windows running` : `Maintenance is running: ${first}`;
  const wanted = first === undefined ? (box.dataset['calm'] ?? '') : many;
  if (sentence.textContent === wanted) return;
  const state = first === undefined ? 'operational' : 'maintenance';
  sentence.textContent = wanted;
  box.className = `headline ${state}`;
  setMark(box, state);
  // What stood below was true of the sentence before.
  box.querySelector('ul')?.remove();
}

function show(row: HTMLElement, state: string): void {
  const text = row.querySelector('.state');
  const word = document.querySelector<SVGElement>(`#s-${state}`)?.dataset['word'];
  if (!text || text.classList.contains(state) || !word) return;
  text.textContent = word;
  text.className = `state ${state}`;
  setMark(row, state);
}

function setMark(owner: HTMLElement, state: string): void {
  const mark = owner.querySelector('.mark');
  mark?.setAttribute('class', `mark ${state}`);
  mark?.querySelector('use')?.setAttribute('href', `#s-${state}`);
}
