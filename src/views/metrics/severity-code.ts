/** A severity in a word: `SEV2`. */
export function severityCode(id: string): string {
  return id.toUpperCase();
}
