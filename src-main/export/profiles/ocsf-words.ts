import type { ActorType, Outcome, Severity } from '#shared/model/vocabulary.ts';

/** A number of an OCSF enumeration and its caption, which go together. */
export interface Enumerated {
  readonly id: number;
  readonly caption: string;
}

export const OCSF_SEVERITY: Readonly<Record<Severity, Enumerated>> = {
  debug: { id: 1, caption: 'Informational' },
  info: { id: 1, caption: 'Informational' },
  notice: { id: 2, caption: 'Low' },
  warning: { id: 3, caption: 'Medium' },
  error: { id: 4, caption: 'High' },
  critical: { id: 5, caption: 'Critical' },
};

export const OCSF_STATUS: Readonly<Record<Outcome, Enumerated>> = {
  success: { id: 1, caption: 'Success' },
  failure: { id: 2, caption: 'Failure' },
  error: { id: 2, caption: 'Failure' },
  unknown: { id: 0, caption: 'Unknown' },
};

const UNKNOWN: Enumerated = { id: 0, caption: 'Unknown' };
const OTHER: Enumerated = { id: 99, caption: 'Other' };

const USER_TYPES: Readonly<Record<ActorType, Enumerated>> = {
  user: { id: 1, caption: 'User' },
  service: { id: 4, caption: 'Service' },
  system: { id: 3, caption: 'System' },
  anonymous: OTHER,
};

export function userTypeOf(type: ActorType | null): Enumerated {
  return type === null ? UNKNOWN : USER_TYPES[type];
}

const VERBS: readonly (readonly [activity: Enumerated, words: string])[] = [
  [
    { id: 1, caption: 'Create' },
    'create add insert new register record import upload issue generate post start',
  ],
  [
    { id: 2, caption: 'Read' },
    'read get list describe view show lookup look head download export query search select count verify check login logon signin',
  ],
  [
    { id: 3, caption: 'Update' },
    'update edit modify change set put patch rename move flag unflag enable disable attach detach associate disassociate assign grant revoke approve reject reset rotate tag untag replace restore',
  ],
  [
    { id: 4, caption: 'Delete' },
    'delete remove prune clear purge drop destroy terminate deregister unregister erase cancel',
  ],
];

const ACTIVITIES: ReadonlyMap<string, Enumerated> = new Map(
  VERBS.flatMap(([activity, words]) => words.split(' ').map((word) => [word, activity])),
);

/** What an action does to its targets, by the first verb in it: `seller.flag`, `DeleteTrail`. */
export function activityOf(action: string): Enumerated {
  const words = action.replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2').toLowerCase();
  for (const word of words.split(/[^a-z]+/u)) {
    const activity = ACTIVITIES.get(word);
    if (activity) return activity;
  }
  return OTHER;
}
