import type { ActorType, Outcome, Severity } from '#shared/model/vocabulary.ts';

/** What sources call outcomes and severities, in Annals' words. All in lower case. */

const OUTCOME_WORDS: Readonly<Record<Exclude<Outcome, 'unknown'>, RegExp>> = {
  success:
    /^(?:succe(?:ss|ssful|eded|ed)|ok|pass(?:ed)?|true|allow(?:ed)?|grant(?:ed)?|permit(?:ted)?|accept(?:ed)?|completed?|done|yes|audit_success)$/u,
  failure:
    /^(?:fail(?:ed|ure)?|false|den(?:y|ied)|reject(?:ed)?|refused|forbidden|unauthori[sz]ed|block(?:ed)?|no|audit_failure|time(?:d[ _])?out)$/u,
  error: /^(?:error|errored|exception|fatal|crash(?:ed)?)$/u,
};

const SEVERITY_WORDS: Readonly<Record<Severity, RegExp>> = {
  debug: /^(?:debug\d?|trace|verbose|fine(?:r|st)?)$/u,
  info: /^(?:info(?:rmation(?:al)?)?|normal|default|log|audit|ok|stats)$/u,
  notice: /^(?:notice|low)$/u,
  warning: /^(?:warn(?:ing)?|medium|moderate)$/u,
  error: /^(?:err(?:or)?|high|severe|failure)$/u,
  critical: /^(?:crit(?:ical)?|fatal|alert|emerg(?:ency)?|panic)$/u,
};

/** RFC 5424, from 0. */
const SYSLOG: readonly Severity[] = [
  'critical',
  'critical',
  'critical',
  'error',
  'warning',
  'notice',
  'info',
  'debug',
];

/** Bunyan and pino count in tens, from trace. */
const TENS: readonly Severity[] = ['debug', 'debug', 'info', 'warning', 'error', 'critical'];

/**
 * Words, booleans and status codes as an outcome: HTTP codes from 400 are failures, 0 is what
 * result codes call success; other numbers mean something else at every source.
 * @returns null if it says nothing
 */
export function readOutcome(value: unknown): Outcome | null {
  if (typeof value === 'boolean') return value ? 'success' : 'failure';
  const text = wordOf(value);
  if (text === null) return null;
  if (/^\d{1,3}$/u.test(text)) {
    const code = Number(text);
    if (code === 0 || (code >= 100 && code < 400)) return 'success';
    return code >= 400 && code < 600 ? 'failure' : null;
  }
  if (OUTCOME_WORDS.success.test(text)) return 'success';
  if (OUTCOME_WORDS.failure.test(text)) return 'failure';
  return OUTCOME_WORDS.error.test(text) ? 'error' : null;
}

/** Severity and level words; numbers from 10 as pino has them. @returns null if unknown */
export function readSeverity(value: unknown): Severity | null {
  const text = wordOf(value);
  if (text === null) return null;
  if (/^[1-6]0$/u.test(text)) return TENS[Number(text) / 10 - 1] ?? null;
  for (const severity of ['info', 'warning', 'error', 'notice', 'critical', 'debug'] as const) {
    if (SEVERITY_WORDS[severity].test(text)) return severity;
  }
  return null;
}

/** Numbers that are known to be syslog's, as in journald's `PRIORITY`. */
export function readSyslogSeverity(value: unknown): Severity | null {
  const text = wordOf(value);
  return text !== null && /^[0-7]$/u.test(text) ? (SYSLOG[Number(text)] ?? null) : null;
}

export function readActorType(value: unknown): ActorType | null {
  const text = wordOf(value);
  if (text === null) return null;
  if (/anonymous|unauthenticated/u.test(text)) return 'anonymous';
  if (/service|application|app\b|robot|bot\b|machine|client|integration|key/u.test(text))
    return 'service';
  if (text.startsWith('system')) return 'system';
  return /user|person|human|employee|member|admin|owner/u.test(text) ? 'user' : null;
}

function wordOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim().toLowerCase() : null;
}
