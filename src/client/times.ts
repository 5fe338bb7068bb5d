const MINUTE = 60_000;
const LOCAL: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
};

/** Adds the reader's own time after times in UTC that have room for it, and says it on hover for all others. */
export function localTimes(): void {
  const clock = new Intl.DateTimeFormat([], LOCAL);
  const dated = new Intl.DateTimeFormat([], { ...LOCAL, day: 'numeric', month: 'short' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time')) {
    const at = new Date(time.dateTime);
    if (at.getTimezoneOffset() === 0) continue;
    const local = (at.getDate() === at.getUTCDate() ? clock : dated).format(at);
    if (time.classList.contains('own')) time.dataset['own'] = `(${local})`;
    else time.title = local;
  }
}

/** Keeps "14 min ago" true. */
export function ages(now: number): void {
  for (const age of document.querySelectorAll<HTMLElement>('[data-ago]')) {
    const minutes = Math.max(0, Math.floor((now - Date.parse(age.dataset['ago'] ?? '')) / MINUTE));
    age.textContent = words(minutes);
  }
}

/** Says of a promise that it was not kept. */
export function promises(now: number): void {
  for (const promise of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const words = promise.querySelector('span');
    if (words && now > Date.parse(promise.dataset['due'] ?? '')) words.textContent = 'Next update was due by';
  }
}

/** Shows the warning of a page that has not been built again for too long. */
export function stale(now: number): void {
  const { built, stale } = document.documentElement.dataset;
  const warning = document.querySelector<HTMLElement>('#stale');
  if (warning) warning.hidden = now - Date.parse(built ?? '') < Number(stale);
}

function words(minutes: number): string {
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / 1440)} days ago`;
}
