const HIDDEN = '••••••';
/** Names of environment variables whose values nobody should read. */
const NAMES =
  /SECRET|TOKEN|PASSW|PASSPHRASE|_PWD$|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING|(?:^|_)(?:KEY|PAT|DSN|AUTH|COOKIE)$|WEBHOOK/i;
const NO_SECRET = /^(?:|true|false|yes|no|\d{1,4})$/i;
const SHORTEST = 6;

/** What is a secret by its shape, whoever's it is; the part named `keep` is none. */
const SHAPES: readonly RegExp[] = [
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\b(?:sk|rk|pk)[-_](?:live|test|proj|ant)?[-_]?[\w-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bhvs\.[\w-]{20,}/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /(?<keep>\b(?:Bearer|Basic)\s+)[\w+/=.~-]{8,}/gi,
  /(?<keep>\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/gi,
  /(?<keep>(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi,
];
const WHOLE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/g;
const KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const KEY_ENDS = /-----END [A-Z ]*PRIVATE KEY-----/;

/** The values in an environment that nobody should read, by the names that they go under. */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) =>
    NAMES.test(name) && value.length >= SHORTEST && !NO_SECRET.test(value) ? [value] : [],
  );
}

/** Text without secrets: those that are known, as they are and as programs write them, and what looks like one. */
export function masked(text: string, secrets: readonly string[]): string {
  return text
    .split('\n')
    .map(masker(() => secrets))
    .join('\n');
}

/** The same line by line, as output comes in. */
export function masker(secrets: () => readonly string[]): (line: string) => string {
  let isKey = false;
  return (read) => {
    // One that stands on one line, as JSON has it, hides neither what is before nor what is behind it.
    const line = read.replaceAll(WHOLE_KEY, HIDDEN);
    const was = isKey;
    isKey = (isKey || KEY_BEGINS.test(line)) && !KEY_ENDS.test(line);
    return was || isKey ? HIDDEN : maskedLine(line, secrets());
  };
}

function maskedLine(line: string, secrets: readonly string[]): string {
  const known = secrets
    .flatMap(writtenWays)
    .sort((a, b) => b.length - a.length)
    .reduce((text, secret) => text.replaceAll(secret, HIDDEN), line);
  return SHAPES.reduce(
    (text, shape) =>
      text.replaceAll(shape, (...found) => {
        const groups = found.at(-1) as { keep?: string } | undefined;
        return `${typeof groups === 'object' ? (groups.keep ?? '') : ''}${HIDDEN}`;
      }),
    known,
  );
}

function writtenWays(secret: string): string[] {
  const base64 = btoa(String.fromCodePoint(...new TextEncoder().encode(secret)));
  const ways = [
    ...secret.split('\n').map((line) => line.trim()),
    encodeURIComponent(secret),
    base64.replace(/=+$/, ''),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set(ways)].filter((way) => way !== '');
}
