import { hostname } from 'node:os';
import { v7 as uuidV7 } from 'uuid';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { NewEvent } from '#shared/model/audit-event.ts';
import type { JsonObject } from '#shared/model/audit-event.ts';
import { EventInput, completeEvent } from '#shared/model/event-json.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { describeEventIssue } from '../import/run/event-issue.ts';
import type { Actor, RecordInput } from './event-sink.ts';
import { clip } from './redaction/clip.ts';
import { plainObject } from './redaction/plain-value.ts';
import type { Redactor } from './redaction/redactor.ts';

/** An event that is ready to be stored. Its id is given before, so that storing it twice adds nothing. */
export const ReadyEvent = NewEvent.required({ id: true });
export type ReadyEvent = ReturnType<typeof ReadyEvent.parse>;

export interface EventMakerOptions {
  /** Name of the recording program; kept in the metadata of every event. */
  readonly application: string;
  /** Who acts unless an event names somebody else. */
  readonly actor: Actor | null;
  readonly redactor: Redactor;
  /** Now, in integer milliseconds UTC. */
  readonly clock: () => number;
}

/** Longest text of each field that is text; longer ones are cut, since the rest is worth recording. */
const TEXT_FIELDS = {
  category: LIMITS.name,
  action: LIMITS.name,
  actorId: LIMITS.name,
  actorName: LIMITS.name,
  intent: LIMITS.name,
  message: LIMITS.message,
  ip: LIMITS.name,
  userAgent: LIMITS.message,
  host: LIMITS.name,
  sessionId: LIMITS.name,
  correlationId: LIMITS.name,
  errorType: LIMITS.name,
  errorMessage: LIMITS.message,
  stackTrace: LIMITS.stackTrace,
} as const satisfies Partial<Record<keyof NewEvent, number>>;

/**
 * Makes whole events of what a program hands in: defaults filled in, secrets masked, sizes bounded.
 * @returns a function that throws an AnnalsError INVALID_INPUT, naming the field, if it makes none
 */
export function createEventMaker(options: EventMakerOptions): (input: RecordInput) => ReadyEvent {
  const { application, redactor, clock } = options;
  const host = hostname();
  const text = (value: string, limit: number): string =>
    clip(redactor.text(clip(value, limit)), limit);

  return ({ actor = options.actor, ...input }) => {
    const { value: metadata, hasSecretKey } = plainObject(input.metadata ?? {}, redactor);
    const changes = input.changes ? plainObject(input.changes, redactor) : null;
    const { occurredAt } = input;
    const event: Record<string, unknown> = {
      id: `al_${uuidV7()}`,
      host,
      ...withoutUndefined(input),
      ...(actor ? actorFields(actor) : {}),
      occurredAt: occurredAt instanceof Date ? occurredAt.getTime() : occurredAt,
      targets: (input.targets ?? []).slice(0, LIMITS.targets).map(({ type, id, name }) => ({
        type: text(type, LIMITS.name),
        id: text(id, LIMITS.name),
        name: name ? text(name, LIMITS.name) : null,
      })),
      metadata: fitting({ ...metadata, application }),
      changes: changes && changesOf(changes.value),
      sensitive: input.sensitive === true || hasSecretKey || changes?.hasSecretKey === true,
    };
    for (const [field, limit] of Object.entries(TEXT_FIELDS)) {
      const value = event[field];
      if (typeof value === 'string') event[field] = text(value, limit);
    }
    const parsed = EventInput.safeParse(event);
    if (parsed.success) return ReadyEvent.parse(completeEvent(parsed.data, clock()));
    const issue = describeEventIssue(parsed.error, event);
    throw new AnnalsError('INVALID_INPUT', `The event was not recorded: ${issue}.`);
  };
}

function actorFields({
  id,
  name = null,
  type = 'user',
}: Actor): Pick<NewEvent, 'actorId' | 'actorName' | 'actorType'> {
  return { actorId: id, actorName: name, actorType: type };
}

function changesOf(changes: JsonObject): { readonly old: JsonObject; readonly new: JsonObject } {
  return { old: fitting(asObject(changes['old'])), new: fitting(asObject(changes['new'])) };
}

/** What changed is kept under a key, also where it is no object. */
function asObject(value: JsonObject[string] | undefined): JsonObject {
  if (value === undefined || value === null) return {};
  return typeof value === 'object' && !Array.isArray(value) ? value : { value };
}

/** An object that an event can hold: the largest entries give way to their size. */
function fitting(object: JsonObject): JsonObject {
  let size = JSON.stringify(object).length;
  if (size <= LIMITS.json) return object;
  const bySize = Object.entries(object)
    .map(([key, value]) => ({ key, size: JSON.stringify(value).length }))
    .toSorted((a, b) => b.size - a.size);
  const fit = { ...object };
  for (const entry of bySize) {
    if (size <= LIMITS.json) return fit;
    const note = `[${entry.size.toLocaleString('en-US')} characters left out]`;
    fit[entry.key] = note;
    size += JSON.stringify(note).length - entry.size;
  }
  return size <= LIMITS.json ? fit : { leftOut: bySize.length };
}

function withoutUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
