import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { EventTarget, NewEvent } from '#shared/model/audit-event.ts';
import type { Source } from '#shared/model/vocabulary.ts';
import { isEverything } from '#shared/model/event-filter.ts';
import type { PruneAction, PruneArchive, PruneScope } from '#shared/model/prune.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted } from '../review/words.ts';
import type { Operator } from '../store-api.ts';

/** What a prune says of itself in the trail, before the first event goes. */
export interface PruneFacts {
  /** Number of the prune. */
  readonly prune: number;
  readonly action: PruneAction;
  readonly source: Source;
  readonly operator: Operator;
  readonly scope: PruneScope;
  readonly events: number;
  readonly keptByHold: number;
  readonly byCategory: Readonly<Record<string, number>>;
  /** Number of runs of neighbouring events, and the hash over them. */
  readonly runs: number;
  readonly runsHash: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly archive: PruneArchive | null;
  /** The imports that are taken back, as the filter names them. */
  readonly batches: readonly EventTarget[];
  /** Events in the store before. */
  readonly retained: number;
  readonly at: number;
}

/** The event of a prune. */
export function pruneEvent(facts: PruneFacts): NewEvent {
  const { prune, operator, scope, events, keptByHold, byCategory, archive } = facts;
  const { runs, runsHash, firstSeq, lastSeq } = facts;
  return {
    ...blankEvent(facts.at, facts.action),
    category: 'admin',
    source: facts.source,
    outcome: 'success',
    severity: 'notice',
    actorId: operator.id,
    actorName: operator.name,
    actorType: facts.source === 'manual' ? 'user' : 'system',
    targets: [...facts.batches],
    message: messageOf(facts),
    metadata: {
      prune,
      scope,
      runs,
      runsHash,
      firstSeq,
      lastSeq,
      keptByHold,
      byCategory,
      archive,
    },
    affectedCount: events,
    totalCount: facts.retained,
    host: hostname(),
  };
}

function messageOf(facts: PruneFacts): string {
  const { action, scope, events, keptByHold, archive, batches } = facts;
  const count = counted(events, 'event');
  const what = {
    prune: `Pruned ${count}${boundsOf(scope)}`,
    clear: `Cleared the store of ${count}`,
    'batch.undo': `Took back ${titlesOf(batches)}: ${count}`,
  }[action];
  const kept = keptByHold === 0 ? '' : `; ${counted(keptByHold, 'event')} kept by hold`;
  return `${what}${kept}${archive === null ? '' : `; archived as ${archive.name}`}`;
}

function titlesOf(batches: readonly EventTarget[]): string {
  const [only, other] = batches;
  if (!only) return 'an import';
  return other ? counted(batches.length, 'import') : `the import of ${only.name ?? only.id}`;
}

function boundsOf({ filter, before, keepNewest }: PruneScope): string {
  const older = before === null ? '' : ` from before ${formatIsoTime(before)}`;
  const newest =
    keepNewest === null ? '' : `, keeping the newest ${keepNewest.toLocaleString('en-US')}`;
  return `${older}${newest}${isEverything(filter) ? '' : ' that matched a filter'}`;
}
