import { printYaml } from '../parse/yaml.ts';

/** How every line begins that waits to be written. */
export const TO_WRITE = '> **To write:**';

/** The sections that every runbook has, and what a person is asked for in each. */
export const SECTIONS = {
  Symptoms: 'which alert fires, what people notice, and what it is not.',
  Diagnosis: 'one question a step, the command that answers it, and what each answer means.',
  Resolution: 'one case a step: its name in bold, then what to do, then how to see that it worked.',
  Escalation: 'after how many minutes whom to call, and what they need to know.',
  Prevention: 'what keeps it from coming back.',
} as const;

const EXAMPLES: Partial<Record<keyof typeof SECTIONS, string>> = {
  Diagnosis: "1. Does it answer?\n\n   ```sh\n   curl -sS -o /dev/null -w '%{http_code}\\n' {{ address }}\n   ```",
  Resolution:
    '**A release went out in the last hour:** take it back.\n\n```sh\necho "Write the command that takes it back."\n```',
};

/** A runbook as far as it can be begun. */
export function runbookTemplate({ title, components, rules, reviewBy }: TemplateOptions): string {
  const fields = {
    title,
    ...(components.length > 0 && { components }),
    ...(rules.length > 0 && { rules }),
    reviewBy,
    variables: { address: { about: 'the address that is asked', pattern: 'https?://[^\\s]+' } },
  };
  const sections = Object.entries(SECTIONS).map(([heading, ask]) =>
    [`## ${heading}`, `${TO_WRITE} ${ask}`, EXAMPLES[heading as keyof typeof SECTIONS]].filter(Boolean).join('\n\n'),
  );
  return `---\n${printYaml(fields)}---\n\n${sections.join('\n\n')}\n`;
}

interface TemplateOptions {
  title: string;
  components: readonly string[];
  rules: readonly string[];
  reviewBy: string;
}
