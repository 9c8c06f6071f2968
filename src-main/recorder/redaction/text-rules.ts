import { maskCardNumbers } from './card-numbers.ts';
import { MASK } from './secret-keys.ts';

/**
 * Secrets that can be told by their form, in any text. Every rule takes time in proportion to the
 * text, whatever the text is: what is searched for begins at a fixed word, or is a run of characters
 * that is looked at once, and nothing that can repeat stands beside something it overlaps with.
 */
export type TextRule = (text: string) => string;

/** Text in quotes, also such as are escaped because they stand in other quotes; to the end if unclosed. */
const QUOTED = String.raw`"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|\\+"(?:[^"\\]|\\(?!"))*`;
const ONE_WORD = String.raw`(?!\[redacted\])[^\s"';,&<>\]}]+`;
const GAP = '[ \\t]{0,8}';

/** To the end of the text if the end of the key is missing, as where a log line was cut. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gsu;
/** `scheme://user:password@host`; up to the last @ before the path. */
const URL_PASSWORD = /:\/\/([^\s/?#:@"'<>]*):([^\s/?#"'<>]+)@/gu;
const TOKEN_RUN = /[\w.-]{20,}/gu;
const KNOWN_TOKEN = /(?:gh[opsru]_|github_pat_|glpat-|xox[abeoprs]-|[rs]k_live_|AIza)[\w-]{20,}/gu;
const AWS_KEY_ID = /(?:AKIA|ASIA)[A-Z0-9]{16}/gu;
const AWS_SECRET = /(?<![\w/+-])[A-Za-z0-9/+]{40}(?![\w/+=-])/gu;
const SCHEME = /(Bearer|Basic)([ \t]{1,8})([\w.~+/=-]{8,})/giu;
const HEADER = new RegExp(
  String.raw`((?:authorization|cookie2?)\\*["']?${GAP}:${GAP})(${QUOTED}|[^\r\n]+)`,
  'gisu',
);

/** The rules in their order: what a later one could cut in half, an earlier one has masked. */
export function textRules(words: readonly (readonly string[])[]): readonly TextRule[] {
  return [
    (text) => text.replaceAll(PRIVATE_KEY, MASK),
    (text) => text.replaceAll(URL_PASSWORD, `://$1:${MASK}@`),
    (text) => text.replaceAll(TOKEN_RUN, maskJwt),
    (text) => text.replaceAll(KNOWN_TOKEN, MASK),
    (text) => text.replaceAll(SCHEME, maskCredentials),
    (text) => text.replaceAll(HEADER, maskAssigned),
    ...assignmentRules(words),
    (text) => text.replaceAll(AWS_KEY_ID, MASK),
    (text) => text.replaceAll(AWS_SECRET, (run) => (looksRandom(run) ? MASK : run)),
    maskCardNumbers,
  ];
}

/** `password=…`, `"apiKey": "…"`, `Pwd=…;`, `--token …`: what is assigned to the name of a secret. */
function assignmentRules(words: readonly (readonly string[])[]): readonly TextRule[] {
  const names = words.map((parts) => parts.join('[ _-]?')).join('|');
  const assigned = new RegExp(
    String.raw`((?:${names})[\w-]{0,32}\\*["']?\]?${GAP}(?:=>|:=|[=:])${GAP})(${QUOTED}|${ONE_WORD})`,
    'gisu',
  );
  const option = new RegExp(
    String.raw`((?:${names})(?<=--[\w-]{0,64})[\w-]{0,32}[ \t]{1,8})(?!-)(${QUOTED}|${ONE_WORD})`,
    'gisu',
  );
  return [
    (text) => text.replaceAll(assigned, maskAssigned),
    (text) => text.replaceAll(option, maskAssigned),
  ];
}

/** Keeps the quotes, so that the text around it reads as before. */
function maskAssigned(_: string, before: string, value: string): string {
  const [quote = ''] = /^\\*["']/u.exec(value) ?? [];
  // An escaped quote that ends the text was not taken along.
  const closing = quote.startsWith('\\') ? '' : quote;
  return `${before}${quote}${MASK}${closing}`;
}

/** Three parts of base64url, of which the first is the JSON text `{"…`. */
function maskJwt(run: string): string {
  const start = run.indexOf('eyJ');
  if (start === -1 || run.slice(start).split('.', 3).length < 3) return run;
  return `${run.slice(0, start)}${MASK}`;
}

/** What follows “basic” or “bearer” in a sentence is a plain word, and no credentials. */
function maskCredentials(all: string, scheme: string, gap: string, credentials: string): string {
  const isWord = /^(?:[A-Za-z]?[a-z.-]+|[A-Z.-]+)$/u.test(credentials);
  return isWord ? all : `${scheme}${gap}${MASK}`;
}

/** Kinds of neighbouring characters differ so often in a random text of 40; in paths and names far less. */
const CHANGES_OF_RANDOM = 12;

/** Tells the secret half of an AWS key from paths, identifiers and hashes of the same length. */
function looksRandom(run: string): boolean {
  const kinds = Array.from(run, kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return (
    changes >= CHANGES_OF_RANDOM &&
    ['upper', 'lower', 'digit'].every((kind) => kinds.includes(kind))
  );
}

function kindOf(character: string): string {
  if (/[A-Z]/u.test(character)) return 'upper';
  if (/[a-z]/u.test(character)) return 'lower';
  return /\d/u.test(character) ? 'digit' : 'other';
}
