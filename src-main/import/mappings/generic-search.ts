import { isIP } from 'node:net';
import type { Outcome } from '#shared/model/vocabulary.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { addressOf } from './event-fields.ts';
import { fieldName } from './field-index.ts';
import { plainName } from './field-text.ts';
import { wordsOf } from './severity.ts';
import { readOutcome } from './words.ts';

/** A value that holds no others, and the names that lead to it, as {@link fieldName} spells them. */
interface Leaf {
  readonly names: readonly string[];
  readonly value: unknown;
}

const DEEPEST = 4;
const MOST_LEAVES = 400;

const TIME = /(?:time|timestamp|date|utc|created|createdat|published|occurred|when|ts)$/u;
/** Times of other things than the event. */
const OTHER_TIME = /expir|birth|until|valid|due|last|next|updat|modif|zone|uptime|timeout|runtime/u;
const ACTOR =
  /^(?:actor|user|principal|performedby|createdby|initiatedby|requestedby|triggeredby|subject|operator|author|caller|account|identity|who|person|member|admin)$/u;
const ACTOR_NAMES = [
  'email',
  'emailaddress',
  'login',
  'username',
  'userprincipalname',
  'upn',
  'displayname',
  'name',
];
const ACTOR_IDS = ['id', 'uid', 'gid', 'userid', 'accountid', 'uuid', 'arn'];
/** Names that say that they are about who did it, wherever they stand. */
const ACTOR_NAMED =
  /^(?:who|(?:user|actor|admin|operator|author|account|requester)(?:email|login|name))$/u;
const ACTIONS: readonly string[] = [
  'action',
  'operationname',
  'operation',
  'eventname',
  'eventtype',
  'activity',
];
const ADDRESS =
  /^(?:|addr|remote|client|source|src|actor|request|requester|user|caller|origin|peer)\.?(?:ip|ipaddress|ipaddr|addr|address|remote)$/u;
const RESULT =
  /(?:result|outcome|status|success|succeeded|decision|verdict|responsecode|statuscode)$/u;

/**
 * Where records of vendors that nobody foresaw keep what every audit record has: a search through
 * the whole record, some levels deep, by what names commonly end in. The last resort, after the
 * names that are known (generic-fields.ts).
 */
export class GenericSearch {
  readonly #leaves: readonly Leaf[];

  constructor(record: ParsedRecord) {
    this.#leaves = leavesOf(record);
  }

  /** @param isTime whether a value can be read as a time */
  time(
    isTime: (value: unknown) => boolean,
  ): { readonly name: string; readonly value: unknown } | null {
    const found = this.#leaves.find(({ names, value }) => {
      const name = names.at(-1) ?? '';
      return TIME.test(name) && !OTHER_TIME.test(name) && isTime(value);
    });
    return found ? { name: found.names.join('.'), value: found.value } : null;
  }

  action(): string | null {
    for (const wanted of ACTIONS) {
      const found = this.#first((names) => (names.at(-1) ?? '') === wanted, plainName);
      if (found !== null) return found;
    }
    // Dropbox puts what something is under a tag: {"event_type": {".tag": "login_fail"}}.
    return this.#first(
      (names) => names.at(-1) === '.tag' && ACTIONS.includes(names.at(-2) ?? ''),
      plainName,
    );
  }

  actorName(): string | null {
    return (
      this.#ofActor(ACTOR_NAMES) ??
      this.#first((names) => ACTOR_NAMED.test(names.at(-1) ?? ''), plainName)
    );
  }

  actorId(): string | null {
    return this.#ofActor(ACTOR_IDS);
  }

  ip(): string | null {
    return this.#first((names) => ADDRESS.test(names.at(-1) ?? ''), addressWithIp);
  }

  outcome(): Outcome | null {
    return this.#first((names) => RESULT.test(names.at(-1) ?? ''), readOutcome);
  }

  /** What stands in an object that is about who did it, under the first of some names. */
  #ofActor(names: readonly string[]): string | null {
    for (const wanted of names) {
      const found = this.#first(
        (path) => path.at(-1) === wanted && path.slice(0, -1).some((name) => ACTOR.test(name)),
        plainName,
      );
      if (found !== null) return found;
    }
    return null;
  }

  #first<Value>(
    isNamed: (names: readonly string[]) => boolean,
    reader: (value: unknown) => Value | null,
  ): Value | null {
    for (const { names, value } of this.#leaves) {
      const found = isNamed(names) ? reader(value) : null;
      if (found !== null) return found;
    }
    return null;
  }
}

/** Whether the words of an action say how it ended, as in `user_login_failed`. */
export function outcomeInWords(action: string): Outcome | null {
  const words = wordsOf(action);
  if (words.some((word) => /^(?:fail(?:ed|ure|s)?|denied|rejected|blocked)$/u.test(word))) {
    return 'failure';
  }
  return words.some((word) => /^(?:success(?:ful|fully)?|succeeded)$/u.test(word))
    ? 'success'
    : null;
}

/** Host names are no addresses, and neither are names that merely end like one. */
function addressWithIp(value: unknown): string | null {
  const address = addressOf(value);
  return address !== null && isIP(address) !== 0 ? address : null;
}

/** What is nearest to the top comes first. */
function leavesOf(record: ParsedRecord): Leaf[] {
  const leaves: Leaf[] = [];
  let level: { readonly names: readonly string[]; readonly object: ParsedRecord }[] = [
    { names: [], object: record },
  ];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const below: typeof level = [];
    for (const { names, object } of level) {
      for (const key of Object.keys(object)) {
        if (leaves.length >= MOST_LEAVES) return leaves;
        const value = object[key];
        const path = [...names, fieldName(key)];
        if (isObject(value)) below.push({ names: path, object: value });
        else if (value !== null && value !== '') leaves.push({ names: path, value });
      }
    }
    level = below;
  }
  return leaves;
}
