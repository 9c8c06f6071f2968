import type { AnnalsApi } from '#shared/ipc/api.ts';
import type { ChannelName, PushName } from '#shared/ipc/channels.ts';
import { contract, pushes } from '#shared/ipc/contract.ts';
import type { ChannelInput, ChannelOutput, PushPayload } from '#shared/ipc/contract.ts';
import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import { err, ok } from '#shared/ipc/result.ts';
import type { EventDetail, EventSummary } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { Job } from '#shared/model/job.ts';
import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { StoreInfo, StoreState } from '#shared/model/store-state.ts';
import { fakeFacets, fakeTimeline } from './fake-counts.ts';
import { matchesFilter } from './matches-filter.ts';

type Handlers = {
  readonly [Name in ChannelName]: (
    input: ChannelInput<Name>,
  ) => ChannelOutput<Name> | Promise<ChannelOutput<Name>>;
};

export interface FakeOptions {
  readonly events?: readonly EventDetail[];
  readonly state?: StoreState;
  readonly settings?: Partial<Settings>;
  /** Stands in for single handlers. */
  readonly overrides?: Partial<Handlers>;
}

interface FakeCall {
  readonly channel: ChannelName;
  readonly input: unknown;
  readonly requestId: string | undefined;
}

/** `window.annals` without a main process, and levers to play one. */
export interface FakeAnnals extends AnnalsApi {
  push<Name extends PushName>(push: Name, payload: PushPayload<Name>): void;
  /** Adds events as another writer would, and tells the window. */
  append(events: readonly EventDetail[]): void;
  /** Lets go of every result, as main does after a while. */
  dropResults(): void;
  /** Every call so far. */
  readonly calls: readonly FakeCall[];
}

/** Thrown by a handler to answer with a failure. */
export class FakeFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const STALE: Failure = { code: 'STALE_QUERY', message: 'Gone.', hint: '' };
const CANCELLED: Failure = { code: 'CANCELLED', message: 'Cancelled.', hint: '' };
const FIRST_ROWS = 200;

/** Answers over events in memory; inputs, answers and pushes must all keep the contract. */
export function createFakeAnnals(options: FakeOptions = {}): FakeAnnals {
  let events = [...(options.events ?? [])];
  let state: StoreState = options.state ?? { kind: 'open', info: infoOf(events, 'default') };
  let settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  let lastQuery = 0;
  const results = new Map<string, readonly EventDetail[]>();
  const listeners = new Map<PushName, Set<(payload: never) => void>>();
  const calls: FakeCall[] = [];
  /** Ends a call that is under way, by its requestId. */
  const cancels = new Map<string, () => void>();

  const resultOf = (queryId: string): readonly EventDetail[] => {
    const result = results.get(queryId);
    if (!result) throw new FakeFailure(STALE);
    return result;
  };
  const openAs = (kind: StoreInfo['kind']): StoreState => {
    state = { kind: 'open', info: infoOf(events, kind) };
    push('store.state', state);
    return state;
  };

  // Those that the window uses; a test brings others along.
  const handlers: Partial<Handlers> = {
    'app.info': () => ({
      version: '0.0.0',
      electron: '45',
      chromium: '156',
      node: '24',
      sqlite: '3.54',
      platform: 'linux',
    }),
    'settings.get': () => settings,
    'settings.set': (change) => (settings = { ...settings, ...change } as Settings),
    'store.state': () => state,
    'store.choose': () => openAs('other'),
    'store.create': () => openAs('other'),
    'store.openDefault': () => openAs('default'),
    'store.reopen': () => openAs('default'),
    'store.openSample': () => openAs('sample'),
    'history.open': ({ filter, order }) => {
      const result = answer(events, filter, order);
      lastQuery += 1;
      const queryId = `q${lastQuery}`;
      results.set(queryId, result);
      const rows = result.slice(0, FIRST_ROWS).map(toSummary);
      return { queryId, headSeq: headOf(events), rows };
    },
    'history.total': ({ queryId }) => ({ total: resultOf(queryId).length }),
    'history.rows': ({ queryId, start, end }) => ({
      rows: resultOf(queryId).slice(start, end).map(toSummary),
    }),
    'history.position': ({ queryId, at }) => {
      const result = resultOf(queryId);
      const isNewestFirst =
        (result[0]?.event.occurredAt ?? 0) >= (result.at(-1)?.event.occurredAt ?? 0);
      const position = result.findIndex(({ event }) => {
        if ('seq' in at) return event.seq === at.seq;
        return isNewestFirst ? event.occurredAt <= at.time : event.occurredAt >= at.time;
      });
      return { position: position === -1 ? null : position };
    },
    'history.detail': ({ seq }) => {
      const found = events.find(({ event }) => event.seq === seq);
      if (!found) {
        throw new FakeFailure({ code: 'NOT_FOUND', message: 'No such event.', hint: '' });
      }
      return found;
    },
    'review.marks': () => ({ marks: [] }),
    'review.of': () => ({ flag: null, notes: [], holds: [] }),
    'review.state': () => ({
      upToSeq: 0,
      at: null,
      operator: null,
      unreviewed: events.length,
    }),
    'history.facets': (request) => fakeFacets(events, request),
    'history.timeline': (request) => ({ ...fakeTimeline(events, request), earlier: 0, later: 0 }),
    'import.choose': () => offer('3 files', 3),
    'import.dropped': ({ paths }) => offer(`${paths.length} files`, paths.length),
    'import.sample': () => emptyPreview(false),
    'import.preview': () => ({ jobId: '0198a6f4-4f3e-7cc0-8000-000000000002' }),
    'import.discard': () => ({}),
    'mapping.list': () => ({ mappings: [] }),
    'mapping.save': () => ({ mappings: [] }),
    'mapping.remove': () => ({ mappings: [] }),
    'import.start': () => ({ jobId: '0198a6f4-4f3e-7cc0-8000-000000000001' }),
    'job.list': () => ({ jobs: [] as Job[] }),
    'access.state': () => ({ kind: 'open' }),
    'recording.state': () => ({ unrecorded: 0, lost: 0, keptIn: null }),
    'app.reportError': () => ({}),
    'store.recent': () => ({ stores: [] }),
    'desktop.take': () => ({ asked: [] }),
    'job.cancel': () => ({}),
    'proof.state': () => ({ verification: null }),
    'call.cancel': ({ requestId }) => {
      cancels.get(requestId)?.();
      return {};
    },
    ...options.overrides,
  };

  function push<Name extends PushName>(name: Name, payload: PushPayload<Name>): void {
    const parsed = pushes[name].parse(payload);
    for (const listener of listeners.get(name) ?? []) listener(parsed as never);
  }

  return {
    calls,
    push,
    invoke: async (channel, input, requestId) => {
      calls.push({ channel, input, requestId });
      try {
        contract[channel].input.parse(input);
        const handler: Handlers[typeof channel] | undefined = handlers[channel];
        if (!handler) throw new Error(`the fake does not answer ${channel}`);
        const cancelled = new Promise<never>((_resolve, reject) => {
          if (requestId) cancels.set(requestId, () => reject(new FakeFailure(CANCELLED)));
        });
        const output = await Promise.race([handler(input), cancelled]);
        return ok(contract[channel].output.parse(output) as typeof output);
      } catch (error) {
        if (error instanceof FakeFailure) return err(error.failure, 'trace-1');
        throw error;
      }
    },
    subscribe: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    offerDroppedFiles: async (files) => ok(offer(`${files.length} files`, files.length)),
    append: (more) => {
      events = [...events, ...more];
      if (state.kind === 'open') {
        state = { kind: 'open', info: infoOf(events, state.info.kind) };
      }
      push('store.changed', { headSeq: headOf(events), events: events.length });
    },
    dropResults: () => results.clear(),
  };
}

/** The fields of an event that a list row has. */
export function toSummary({ event }: EventDetail): EventSummary {
  const { targets } = event;
  return {
    seq: event.seq,
    id: event.id,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    category: event.category,
    action: event.action,
    outcome: event.outcome,
    severity: event.severity,
    source: event.source,
    actorName: event.actorName,
    target: targets[0] ?? null,
    targetCount: targets.length,
    message: event.message.slice(0, 512),
    durationMs: event.durationMs,
    ip: event.ip,
    host: event.host,
    correlationId: event.correlationId,
    errorType: event.errorType,
  };
}

function answer(
  events: readonly EventDetail[],
  filter: EventFilter,
  order: EventOrder,
): readonly EventDetail[] {
  const sign = order === 'oldest' ? 1 : -1;
  return events
    .filter(({ event }) => matchesFilter(event, filter))
    .toSorted(
      (a, b) => sign * (a.event.occurredAt - b.event.occurredAt || a.event.seq - b.event.seq),
    );
}

function infoOf(events: readonly EventDetail[], kind: StoreInfo['kind']): StoreInfo {
  const times = events.map(({ event }) => event.occurredAt);
  return {
    name: kind === 'sample' ? 'sample.db' : 'annals.db',
    place: { default: 1, sample: 2, other: 3 }[kind],
    kind,
    events: events.length,
    headSeq: headOf(events),
    oldest: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
    newest: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
    bytes: events.length * 1_400,
    isReadOnly: false,
  };
}

function headOf(events: readonly EventDetail[]): number {
  return events.reduce((head, { event }) => Math.max(head, event.seq), 0);
}

function offer(title: string, files: number): ImportOffer {
  return { token: '0198a6f4-4f3e-7cc0-8000-0000000000aa', title, files, bytes: 4_200_000 };
}

/** A preview of files that hold nothing. */
export function emptyPreview(isWhole: boolean): ImportPreview {
  return {
    isWhole,
    files: [],
    fileCount: 0,
    read: 0,
    added: 0,
    duplicates: 0,
    rejected: 0,
    mappings: [],
    times: { zone: 'UTC', dateOrder: null, notes: {} },
    range: null,
    firstAdded: [],
    firstDuplicates: [],
    firstRejected: [],
    tables: [],
  };
}
