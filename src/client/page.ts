import { bars } from './bars.ts';
import { copyButtons } from './copy.ts';
import { editLinks } from './edit-links.ts';
import { moveOn } from './flips.ts';
import { ages, localTimes, promises, stale } from './times.ts';

/** Everything here only adds to a page that is complete without it. */
function tick(): void {
  const now = Date.now();
  ages(now);
  promises(now);
  stale(now);
  moveOn(now);
  editLinks(now);
}

localTimes();
bars();
copyButtons();
tick();
setInterval(tick, 30_000);
