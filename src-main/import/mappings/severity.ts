import type { Outcome, Severity } from '#shared/model/vocabulary.ts';

/** What a severity is derived from where the source has none. */
export interface Circumstances {
  readonly action: string;
  readonly isAuth: boolean;
  readonly isWrite: boolean;
  readonly outcome: Outcome;
  readonly errorType: string | null;
}

const DENIED =
  /denied|unauthori[sz]ed|not ?authori[sz]ed|forbidden|authfailure|invalidclienttokenid|signaturedoesnotmatch|unrecognizedclient|expiredtoken/iu;

/** Taking away … */
const TAKING_AWAY =
  /^(?:delete|disable|deactivate|remove|revoke|destroy)d?$|^(?:detach|stop)(?:p?ed)?$|^deletion$/u;

/** … what protects and observes: logging, second factors, policies, keys, users. */
const PROTECTION =
  /^(?:logs?|logging|logins?|trails?|recorder|detector|mfa|factors?|polic(?:y|ies)|keys?|users?)$/u;

/** What decides who can get in, and with what. */
const ACCESS =
  /^(?:passwords?|logins?|credentials?|mfa|factors?|polic(?:y|ies)|privileges?|permissions?|keys?)$/u;

/**
 * The severity of an event whose source has none (import-mappings.md): failed sign-ins and denied
 * access are warnings, taking protection away is an error, other writes are notices, reads infos.
 */
export function severityOf(circumstances: Circumstances): Severity {
  const { action, isAuth, isWrite, outcome, errorType } = circumstances;
  if (outcome === 'failure' && isAuth) return 'warning';
  if (errorType !== null && DENIED.test(errorType)) return 'warning';
  if (isWrite && traitsOf(action).disarms) return 'error';
  return isWrite ? 'notice' : 'info';
}

/** True for writes that concern passwords, privileges and credentials. */
export function isSensitive(action: string, isWrite: boolean): boolean {
  return isWrite && traitsOf(action).changesAccess;
}

interface Traits {
  readonly disarms: boolean;
  readonly changesAccess: boolean;
}

/** Imports have few different actions, so each is looked into once. */
const known = new Map<string, Traits>();
const MOST_KNOWN = 10_000;

function traitsOf(action: string): Traits {
  const found = known.get(action);
  if (found) return found;
  const words = wordsOf(action);
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  const traits = { disarms: has(TAKING_AWAY) && has(PROTECTION), changesAccess: has(ACCESS) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(action, traits);
  return traits;
}

/** The words of `DeleteMFADevice`, `user.delete` or `delete_user`, in lower case. */
export function wordsOf(action: string): string[] {
  return action
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/gu, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');
}
