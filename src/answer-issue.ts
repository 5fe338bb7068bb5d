import { type Deed, wasDone } from './acts/perform.ts';
import { type Refusal, Refused } from './acts/refusal.ts';
import { quoted } from './alerts/print.ts';
import { type CarryOutOptions, carryOut } from './carry-out.ts';
import type { Content } from './checks/content.ts';
import { actOf, type Doing } from './console/act.ts';
import type { Command } from './console/command.ts';
import { doneReply } from './console/done-reply.ts';
import type { Comment, ConsoleEvent, Issue } from './console/event.ts';
import { isReport } from './console/form.ts';
import { hidden, markOfComment, markOfIssue } from './console/mark.ts';
import { isOneOfUs, mayWrite } from './console/people.ts';
import { changedReply, dismissedReply, helpReply, refusedReply, reportReply, statusReply } from './console/reply.ts';
import { draftOf } from './console/report.ts';
import { saidAt, updateOf } from './console/said.ts';
import { incidentOf, trackedBy } from './console/tracked.ts';
import { GithubError } from './io/github/error.ts';
import type { Issues, PostedComment } from './io/github/issues.ts';
import { audiencesOf } from './load-audiences.ts';
import { deskOf } from './load-desk.ts';
import { noticesBetween } from './notices/between.ts';
import type { IncidentUpdate } from './schema/update.ts';

export interface AnswerOptions extends Omit<CarryOutOptions, 'mark'> {
  issues: Issues;
  /** The content folder's path in the repository. */
  folder: string;
}

export interface Answered {
  did: 'nothing' | 'refused' | 'draft' | 'done' | 'told';
  because: string;
  incident?: string;
  /** The answer in the issue. */
  reply?: string;
  /** Whether something is in the content that was not, and whether the public sees it; told again when it was done before. */
  wrote: boolean;
  visible: boolean;
  /** What a person should look at. */
  problems: string[];
}

/** Does what an event in an issue asks for, once however often it comes, and answers there. */
export async function answerIssue(event: ConsoleEvent, options: AnswerOptions): Promise<Answered> {
  if (event.kind === 'nothing') return answered('nothing', event.because);
  if (event.kind === 'strange') return { ...answered('nothing', event.because), problems: [event.because] };
  if (event.kind === 'report') return answerReport(event.issue, options);
  const { issue, comment, reading } = event;
  const isCommand = reading.kind === 'command';
  if (!mayWrite(await options.issues.permission(comment.author))) {
    // No words for strangers: they could make us write as much as they like.
    if (isCommand) await tried(() => options.issues.react(comment.id, '-1'));
    return answered('nothing', `${quoted(comment.author)} may not write to the repository.`);
  }
  const now = await options.issues.comment(comment.id);
  const mark = markOfComment(comment);
  if (now?.isEdited !== false || now.body !== comment.body) {
    if (!wasDone(mark, await deskNow(options))) {
      return told(
        answered('refused', 'The comment was changed before it was read.'),
        changedReply(!now),
        event,
        options,
      );
    }
  }
  if (!isCommand) return told(refused([reading.refusal]), refusedReply([reading.refusal]), event, options);
  const { name } = reading.command;
  if (name === 'help' || name === 'status')
    return told(answered('told', `/${name}`), await toldAbout(name, issue, options), event, options);
  if (name === 'dismiss') return answerDismissal(event, options);
  return answerCommand({ ...reading.command, name }, event, options);
}

async function answerReport(issue: Issue, options: AnswerOptions): Promise<Answered> {
  const mark = markOfIssue(issue);
  const isTracked = trackedBy(issue, await deskNow(options)) !== undefined;
  if (!isTracked && (await wasSaid(issue, mark, issue.created, options))) {
    return answered('nothing', 'The report was answered, and is no draft any more.');
  }
  const { deed, refusals } = await carryOut((desk) => draftOf(issue, desk), {
    ...options,
    mark,
    moment: (desk) => saidAt(issue.created, issue, desk),
  });
  const result = deed
    ? { ...answered('draft', 'A report came in.'), incident: deed.id, wrote: true }
    : refused(refusals);
  const reply = reportReply(deed ? { id: deed.id } : { refusals });
  return { ...result, reply, problems: await tried(() => say(issue, mark, issue.created, reply, options)) };
}

/** A report that was nothing. Its draft goes, so what tells that it was done is the answer, which is given last. */
async function answerDismissal(
  { issue, comment }: { issue: Issue; comment: Comment },
  options: AnswerOptions,
): Promise<Answered> {
  const mark = markOfComment(comment);
  const done: Answered = { ...answered('done', '/dismiss'), wrote: true };
  if (await wasSaid(issue, mark, comment.created, options)) return done;
  const hasDraft = trackedBy(issue, await deskNow(options)) !== undefined;
  if (hasDraft || !isReport(issue)) {
    const command = { name: 'dismiss', words: '', text: '' } as const;
    const { deed, refusals } = await carryOut((desk) => actOf(command, issue, desk), options);
    if (!deed) return told(refused(refusals), refusedReply(refusals), { issue, comment }, options);
  }
  const reply = dismissedReply();
  const problems = await tried(() => options.issues.become(issue.number, 'not_planned'));
  if (problems.length === 0) problems.push(...(await tried(() => say(issue, mark, comment.created, reply, options))));
  await tried(() => options.issues.react(comment.id, 'rocket'));
  return { ...done, reply, problems };
}

async function answerCommand(
  command: Command & { name: Exclude<Doing, 'dismiss'> },
  { issue, comment }: { issue: Issue; comment: Comment },
  options: AnswerOptions,
): Promise<Answered> {
  const { name } = command;
  const mark = markOfComment(comment);
  const { deed, before, refusals } = await carryOut((desk) => actOf(command, issue, desk), {
    ...options,
    mark,
    moment: (desk) => saidAt(comment.created, issue, desk),
  });
  if (!deed) return told(refused(refusals), refusedReply(refusals), { issue, comment }, options);
  const entry = deed.after.entries.incident.find(({ id }) => id === deed.id);
  if (!entry) throw new Error(`The incident ${deed.id} is gone.`);
  const { commit } = await options.store.read();
  const place = { repository: repositoryOf(issue), commit, path: `${options.folder}${deed.path}` };
  const channels = channelsTold(deed, before, options.now());
  const added = (deed.added as IncidentUpdate | undefined) ?? updateOf(command, comment.created, entry);
  const reply = doneReply(name, entry, deed.after, { place, told: channels, added });
  const isOver = entry.updates.findLast(({ state }) => state)?.state === 'resolved';
  const isTurn = isOver ? added?.state === 'resolved' : name === 'reopen';
  const problems = await tried(
    () => say(issue, mark, comment.created, reply, options),
    ...(isTurn ? [() => options.issues.become(issue.number, isOver ? 'completed' : 'open')] : []),
  );
  await tried(() => options.issues.react(comment.id, 'rocket'));
  return {
    ...answered('done', `/${name}`),
    incident: deed.id,
    reply,
    wrote: true,
    visible: entry.data.visibility === 'public',
    problems,
  };
}

async function told(
  result: Answered,
  reply: string,
  { issue, comment }: { issue: Issue; comment: Comment },
  options: AnswerOptions,
): Promise<Answered> {
  const problems = await tried(() => say(issue, markOfComment(comment), comment.created, reply, options));
  await tried(() => options.issues.react(comment.id, 'eyes'));
  return { ...result, reply, problems };
}

async function toldAbout(name: 'help' | 'status', issue: Issue, options: AnswerOptions): Promise<string> {
  const desk = await deskNow(options);
  if (name === 'help') return helpReply(desk.content);
  try {
    return statusReply(incidentOf(issue, desk), desk.content, desk.now);
  } catch (error) {
    if (error instanceof Refused) return refusedReply(error.refusals);
    throw error;
  }
}

/** The channels that hear of it; of what was done before, those that heard of the incident as it is. */
function channelsTold({ id, changes, after }: Deed, before: Content, now: number): string[] {
  const isNew = changes.length > 0;
  const notices = noticesBetween(isNew ? audiencesOf(before, now) : undefined, audiencesOf(after, now), now);
  const mine = notices.filter(({ tells }) => tells.some(({ about }) => about === `incidents/${id}`));
  return [...new Set(mine.map(({ channel }) => channel))];
}

function say(issue: Issue, mark: string, since: string, reply: string, { issues }: AnswerOptions): Promise<void> {
  return issues.say({
    issue: issue.number,
    since,
    body: `${hidden(mark)}\n${reply}`,
    isSaid: isAnswerTo(mark),
  });
}

function wasSaid(issue: Issue, mark: string, since: string, { issues }: AnswerOptions): Promise<boolean> {
  return issues.isThere(issue.number, since, isAnswerTo(mark));
}

function isAnswerTo(mark: string): (comment: PostedComment) => boolean {
  return ({ body, user, association }) => body.startsWith(hidden(mark)) && isOneOfUs(user, association);
}

async function deskNow({ store, now }: AnswerOptions): Promise<ReturnType<typeof deskOf>> {
  return deskOf((await store.read()).files, now());
}

/** Tries each, whatever becomes of the others; what GitHub did not do. */
async function tried(...effects: readonly (() => Promise<void>)[]): Promise<string[]> {
  const problems: string[] = [];
  for (const effect of effects) {
    try {
      await effect();
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      problems.push(error.message);
    }
  }
  return problems;
}

function repositoryOf({ url }: Issue): string {
  return url.replace(/\/issues\/\d+$/, '');
}

function answered(did: Answered['did'], because: string): Answered {
  return { did, because, wrote: false, visible: false, problems: [] };
}

function refused(refusals: readonly Refusal[]): Answered {
  return answered('refused', refusals.map(({ what }) => what).join(' '));
}
