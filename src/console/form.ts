export const LABEL = 'incident-report';

/** The questions of the form, which stand as headings in what it makes. */
export const QUESTIONS = ['What is wrong?', 'Since when?', 'What part of the service?', 'How bad is it for you?'];

const UNANSWERED = /^### .*\n\s*_No response_[ \t]*\n*/gm;

/** Whether an issue was made with the form, which sets no label where the repository does not have it. */
export function isReport({ labels, body }: { labels: readonly string[]; body: string }): boolean {
  const lines = new Set(body.split(/\r?\n/).map((line) => line.trimEnd()));
  return labels.includes(LABEL) || QUESTIONS.slice(0, 2).every((question) => lines.has(`### ${question}`));
}

/** What the form brought, without the questions that were left open. */
export function answered(body: string): string {
  return body.replaceAll('\r\n', '\n').replaceAll(UNANSWERED, '').trim();
}
