import type { Decision } from './alerts/decision.ts';
import { readMessage } from './alerts/sources/registry.ts';
import type { Head, Store } from './alerts/store.ts';
import { carryOut } from './carry-out.ts';
import type { Incident } from './domain/incident.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { write } from './drain.ts';
import { type Cast, castOf, FIRST_ALERT, type Step, scenarioOf } from './drill/scenario.ts';
import type { Scene } from './drill/scene.ts';
import { loadAudiences } from './load-audiences.ts';
import { deskOf } from './load-desk.ts';
import { loadKnown } from './load-known.ts';
import { snapshotOf } from './load-snapshot.ts';
import { noticesBetween } from './notices/between.ts';
import { groupStatuses } from './views/component-status.ts';
import { headlineView } from './views/headline.ts';
import { viewContext } from './views/view-context.ts';

const MINUTE_MS = 60_000;

export interface DrillOptions {
  /** The sandbox: what is written there is nobody's, and nothing goes on in it. */
  store: Store;
  start: number;
  /** The component that fails; one that fits where it is not given. */
  component: string | undefined;
  /** Told of everything as it happens, and waited for. */
  tell: (scene: Scene) => Promise<void>;
}

/** Why no drill can be held, or go on. */
export class NoDrill extends Error {}

/** Plays an outage from its first alert to its post-mortem through the same doors that a real one comes by. */
export async function runDrill({ store, start, component, tell }: DrillOptions): Promise<void> {
  let { files } = await store.read();
  const cast = castFor(files, component, start);
  const steps = scenarioOf(cast, start);
  await tell({ kind: 'cast', cast, minutes: steps.at(-1)?.minute ?? 0 });
  let incident = '';
  let updates = 0;
  for (const step of steps) {
    const at = start + step.minute * MINUTE_MS;
    await tell({ kind: 'step', step, at });
    const was = files;
    const lines = await play(step, incident, store, at);
    ({ files } = await store.read());
    incident ||= incidentIds(files)[0] ?? '';
    const { snapshot, incident: now } = look(files, incident, at);
    const isNew = now !== undefined && now.updates.length > updates;
    updates = now?.updates.length ?? 0;
    await tell({
      kind: 'done',
      lines,
      incident: now && { id: now.id, title: now.title },
      text: isNew ? now.updates.at(-1)?.text : undefined,
      headline: headlineOf(snapshot),
      hears: noticesBetween(loadAudiences(was, at), loadAudiences(files, at), at).map(({ channel, subject }) => ({
        channel,
        subject,
      })),
    });
  }
  const end = start + (steps.at(-1)?.minute ?? 0) * MINUTE_MS;
  const { snapshot, incident: told } = look(files, incident, end);
  if (!told) throw new NoDrill('The alerts of the drill opened no incident.');
  const begin = { kind: 'begin', incident, template: 'full' } as const;
  const begun = await carryOut(begin, { store, now: () => end, wait: () => Promise.resolve() });
  const [draft] = begun.deed?.changes ?? [];
  if (draft?.text === undefined) throw new NoDrill('The post-mortem could not be begun.');
  const postmortem = { path: draft.path, text: draft.text };
  const detected = told.detected ?? start + FIRST_ALERT * MINUTE_MS;
  await tell({ kind: 'end', incident: { ...told, detected }, snapshot, postmortem });
}

async function play(step: Step, incident: string, store: Store, at: number): Promise<string[]> {
  const now = (): number => at;
  const wait = (): Promise<void> => Promise.resolve();
  if (step.kind === 'act') {
    const { deed, refusals = [] } = await carryOut(step.act(incident), { store, now, wait });
    if (!deed) throw new NoDrill(refusals.map(({ what, remedy }) => `${what} ${remedy}`).join(' '));
    return [deed.message.trim()];
  }
  const message = { source: 'alertmanager' as const, headers: {}, receivedAt: at };
  const { alerts } = step.kind === 'alerts' ? readMessage({ ...message, payload: step.payload }) : { alerts: [] };
  const total = { messages: 1, commits: 0, moved: 0, due: undefined };
  const plan = await write(alerts, { store, now, wait }, total);
  return [...new Set(plan.decisions.map(lineOf))];
}

function lineOf(decision: Decision): string {
  const name = 'reason' in decision ? '' : `${decision.incident}  `;
  return `${decision.kind.padEnd(11)} ${name}${decision.because}`;
}

function castFor(files: Head['files'], component: string | undefined, start: number): Cast {
  const { known } = loadKnown(files, start);
  const { components } = known.policy;
  if (component !== undefined && !components.has(component)) {
    throw new NoDrill(
      `There is no component ${JSON.stringify(component)}; there are: ${[...components.keys()].join(', ')}.`,
    );
  }
  const cast = castOf(known, component);
  if (cast) return cast;
  throw new NoDrill(
    component === undefined
      ? 'No alert could be made up that means one of your components. Is there any in components/?'
      : `No alert could be made up that means ${JSON.stringify(component)}: no rule is about it, and a rule takes its labels for another.`,
  );
}

function look(files: Head['files'], id: string, at: number): { snapshot: Snapshot; incident: Incident | undefined } {
  const snapshot = snapshotOf(deskOf(files, at).content, at, 'internal');
  return { snapshot, incident: snapshot.incidents.find((one) => one.id === id) };
}

function headlineOf(snapshot: Snapshot): string {
  const context = viewContext(snapshot, { base: '/', origin: new URL(snapshot.site.url).origin });
  return headlineView(snapshot, groupStatuses(context)).sentence;
}

function incidentIds(files: Head['files']): string[] {
  return files.flatMap(({ path }) => /^incidents\/\d{4}\/([^/]+)\.md$/.exec(path)?.[1] ?? []);
}
