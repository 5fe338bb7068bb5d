/** What is wrong, and what to write instead. */
export type Sentence = [message: string, remedy: string];

/** Quotes a value the way it stands in the file, shortened. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
