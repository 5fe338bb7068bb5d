const DAY = 86_400_000;
const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Says on hover what each day was like, and lets the arrow keys move through a bar as one thing. */
export function bars(): void {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  for (const bar of document.querySelectorAll<HTMLElement>('.bar:not(.slim)')) {
    const days = [...bar.querySelectorAll<SVGAElement>('a')];
    for (const [index, day] of days.entries()) {
      day.setAttribute('tabindex', index === days.length - 1 ? '0' : '-1');
      const title = day.querySelector('title');
      day.setAttribute('aria-label', title?.textContent ?? '');
      title?.remove();
      day.addEventListener('focus', () => tell(bar, tip, Number(day.dataset['day'])));
      day.addEventListener('blur', () => hide(tip));
    }
    bar.addEventListener('pointermove', (event) => tell(bar, tip, slotAt(bar, event.clientX)));
    bar.addEventListener('pointerleave', () => hide(tip));
    bar.addEventListener('keydown', (event) => move(event, days));
  }
}

function slotAt(bar: HTMLElement, x: number): number {
  const box = bar.firstElementChild?.getBoundingClientRect();
  const count = Number(bar.dataset['count']);
  return box ? Math.min(count - 1, Math.max(0, Math.floor(((x - box.left) / box.width) * count))) : 0;
}

function tell(bar: HTMLElement, tip: HTMLElement, slot: number): void {
  const box = bar.firstElementChild?.getBoundingClientRect();
  const outer = bar.getBoundingClientRect();
  if (!box) return;
  const known = bar.querySelector(`[data-day="${slot}"]`)?.getAttribute('aria-label');
  const none = bar.querySelector('.none')?.getAttribute('d') ?? '';
  const before = Number(/h(\d+)/.exec(none)?.[1] ?? -1) / 5 > slot;
  const day = date.format(Date.parse(bar.dataset['bar'] ?? '') + slot * DAY);
  tip.textContent = known ?? `${day}: ${before ? 'no data' : 'no downtime'}`;
  tip.hidden = false;
  document.body.append(tip);
  const centre = box.left + ((slot + 0.5) / Number(bar.dataset['count'])) * box.width;
  const left = Math.max(
    8,
    Math.min(centre - tip.offsetWidth / 2, document.documentElement.clientWidth - tip.offsetWidth - 8),
  );
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${outer.top + scrollY - tip.offsetHeight - 4}px`;
}

function hide(tip: HTMLElement): void {
  tip.hidden = true;
}

function move(event: KeyboardEvent, days: readonly SVGAElement[]): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const at = days.indexOf(event.target as SVGAElement);
  const next = event.key === 'Home' ? days[0] : event.key === 'End' ? days.at(-1) : step && days[at + step];
  if (!next) return;
  event.preventDefault();
  days[at]?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}
