import { hostname } from 'node:os';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ImportTimes } from '#shared/model/import.ts';
import { packEvents } from '../packing/event-packer.ts';
import { isAlive } from '../processes.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ImportCounts, Operator, StoreWrites } from '../store-api.ts';
import type { TrailWriter } from './trail-writer.ts';

interface BatchRow {
  readonly id: number;
  readonly title: string;
  readonly operator_id: string;
  readonly operator_name: string;
  readonly format: string;
  readonly pid: number;
  readonly added: number;
  readonly duplicates: number;
  readonly rejected: number;
}

type Ending = 'done' | 'cancelled' | 'interrupted';

/**
 * Batches of imported events. Counts are committed with the events they count, so a batch that
 * a crash cut short is exact too: it is found at the next opening and closed as interrupted.
 */
export class ImportWrites implements Pick<
  StoreWrites,
  'beginImport' | 'appendImport' | 'finishImport'
> {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #clock: () => number;
  readonly #running = new Set<number>();

  constructor(db: WriteDb, trail: TrailWriter, clock: () => number) {
    this.#db = db;
    this.#trail = trail;
    this.#clock = clock;
  }

  /** True while this program imports. */
  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** Closes the batches of programs that ended without doing so. */
  recoverInterrupted(): void {
    const running = this.#db
      .prepare<[string], BatchRow>(`SELECT * FROM batch WHERE state = 'running' AND host = ?`)
      .all(hostname());
    for (const batch of running) {
      if (!isAlive(batch.pid)) this.#interrupt(batch);
    }
  }

  #interrupt(batch: BatchRow): void {
    try {
      this.#finish(batch.id, 'interrupted', batch.format);
    } catch (error) {
      // Another program that opened the store just now may have done it.
      if (!(error instanceof AnnalsError && error.code === 'CONFLICT')) throw error;
    }
  }

  beginImport(request: {
    readonly operator: Operator;
    readonly title: string;
    readonly files: readonly string[];
  }): { batch: number } {
    return this.#trail.commit(() => {
      const { id, name } = request.operator;
      const { lastInsertRowid } = this.#db
        .prepare(
          `INSERT INTO batch (title, state, operator_id, operator_name, host, pid, started_at)
           VALUES (?, 'running', ?, ?, ?, ?, ?)`,
        )
        .run(request.title, id, name, hostname(), process.pid, this.#clock());
      const batch = Number(lastInsertRowid);
      const addFile = this.#db.prepare(
        'INSERT INTO batch_file (batch, position, name) VALUES (?, ?, ?)',
      );
      for (const [position, file] of request.files.entries()) addFile.run(batch, position, file);
      this.#running.add(batch);
      return { batch };
    });
  }

  appendImport(request: Parameters<StoreWrites['appendImport']>[0]): {
    added: number;
    duplicates: number;
    headSeq: number;
  } {
    const { batch, events, rejected } = request;
    this.#assertRunning(batch);
    const packed = 'rows' in events ? events : packEvents(events, request.file ?? 0);
    const counts = this.#trail.commit(() => {
      const added = this.#trail.appendPacked(packed, batch);
      const duplicates = packed.count - added;
      const { changes } = this.#db
        .prepare(
          `UPDATE batch SET added = added + ?, duplicates = duplicates + ?, rejected = rejected + ?
           WHERE id = ? AND state = 'running'`,
        )
        .run(added, duplicates, rejected, batch);
      if (changes === 0) throw notRunning(batch);
      return { added, duplicates };
    });
    return { ...counts, headSeq: this.#trail.headSeq };
  }

  finishImport(request: {
    readonly batch: number;
    readonly outcome: 'done' | 'cancelled';
    readonly format: string;
    readonly times?: ImportTimes;
  }): ImportCounts & { eventId: string; headSeq: number } {
    this.#assertRunning(request.batch);
    const finished = this.#finish(request.batch, request.outcome, request.format, request.times);
    this.#running.delete(request.batch);
    return finished;
  }

  #finish(
    id: number,
    ending: Ending,
    format: string,
    times?: ImportTimes,
  ): ImportCounts & { eventId: string; headSeq: number } {
    const finished = this.#trail.commit(
      () => {
        const now = this.#clock();
        const batch = this.#db
          .prepare<[Ending, string, number, number], BatchRow>(
            `UPDATE batch SET state = ?, format = ?, ended_at = ?
             WHERE id = ? AND state = 'running' RETURNING *`,
          )
          .get(ending, format, now, id);
        if (!batch) throw notRunning(id);
        const event = importEvent(batch, ending, now, this.#trail.retained, times);
        const [recorded] = this.#trail.append([event]);
        if (!recorded) throw new Error('the import was not recorded');
        return { batch, eventId: recorded.id };
      },
      { checkpoint: true },
    );
    const { added, duplicates, rejected } = finished.batch;
    const read = added + duplicates + rejected;
    const { eventId } = finished;
    return { read, added, duplicates, rejected, eventId, headSeq: this.#trail.headSeq };
  }

  #assertRunning(batch: number): void {
    if (!this.#running.has(batch)) throw notRunning(batch);
  }
}

function notRunning(batch: number): AnnalsError {
  return new AnnalsError('CONFLICT', `Import ${batch} is not running.`, 'Start the import again.');
}

const SENTENCES: Readonly<Record<Ending, (count: string, title: string) => string>> = {
  done: (count, title) => `Imported ${count} from ${title}`,
  cancelled: (count, title) => `Import of ${title} was cancelled after ${count}`,
  interrupted: (count, title) => `Import of ${title} was interrupted after ${count}`,
};

/** The import as an event of the trail: an act of the operator. */
function importEvent(
  batch: BatchRow,
  ending: Ending,
  now: number,
  retained: number,
  times: ImportTimes | undefined,
): NewEvent {
  const { id, title, format, added, duplicates, rejected } = batch;
  const known = duplicates === 0 ? '' : ` (${duplicates.toLocaleString('en-US')} already there)`;
  const count = `${added.toLocaleString('en-US')} event${added === 1 ? '' : 's'}`;
  return {
    ...blankEvent(now, 'import'),
    category: 'admin',
    source: 'import',
    outcome: ending === 'done' ? 'success' : 'failure',
    severity: ending === 'interrupted' ? 'warning' : 'notice',
    actorId: batch.operator_id,
    actorName: batch.operator_name,
    actorType: 'user',
    targets: [{ type: 'batch', id: String(id), name: title }],
    message: `${SENTENCES[ending](count, title)}${known}`,
    metadata: { batch: id, format, ending, added, duplicates, rejected, ...(times && { times }) },
    affectedCount: added,
    totalCount: retained,
    host: hostname(),
  };
}
