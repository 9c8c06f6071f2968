import type { NewEvent } from '#shared/model/audit-event.ts';
import { PREVIEW_ROWS } from '#shared/model/import-preview.ts';
import type { ImportPreview, PreviewRow } from '#shared/model/import-preview.ts';
import type { EventCollector, ImportSink, RecordOrigin } from './import-sink.ts';

/** So much of a record is shown, in bytes. */
const RAW_SHOWN = 16_384;

/** One record of a slice, on its way to being looked up. */
interface Seen {
  readonly id: string;
  /** What would be shown of it; null once enough is. */
  readonly row: PreviewRow | null;
}

type Found = Pick<ImportPreview, 'mappings' | 'range' | 'firstAdded' | 'firstDuplicates'>;

/**
 * Takes the events of an import and stores nothing: tells new ones from those that the store has
 * or that came before in the same files, and keeps the first of each kind. The ids of all events
 * stay in memory.
 */
export class PreviewSink implements ImportSink<readonly Seen[]> {
  readonly collector: EventCollector<readonly Seen[]>;
  readonly #known: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly #ids = new Set<string>();
  readonly #mappings = new Map<string, number>();
  readonly #firstAdded: PreviewRow[] = [];
  readonly #firstDuplicates: PreviewRow[] = [];
  #from = Infinity;
  #to = -Infinity;

  /**
   * @param files names of the files of the import
   * @param known which of some ids the store has
   */
  constructor(
    files: readonly string[],
    known: (ids: readonly string[]) => Promise<readonly string[]>,
  ) {
    this.#known = known;
    let slice: Seen[] = [];
    this.collector = {
      add: (event, raw, file, origin) => {
        slice.push({ id: event.id, row: this.#look(event, raw, files[file] ?? '', origin) });
      },
      take: () => {
        const taken = slice;
        slice = [];
        return taken;
      },
    };
  }

  /** What was found so far. @param titleOf what people call a mapping */
  found(titleOf: (mapping: string) => string): Found {
    return {
      mappings: [...this.#mappings]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => ({ name, title: titleOf(name), count })),
      range: this.#from <= this.#to ? { from: this.#from, to: this.#to } : null,
      firstAdded: this.#firstAdded,
      firstDuplicates: this.#firstDuplicates,
    };
  }

  beginImport(): Promise<{ batch: number }> {
    return Promise.resolve({ batch: 1 });
  }

  async appendImport({
    events,
  }: {
    readonly events: readonly Seen[];
  }): Promise<{ added: number; duplicates: number; headSeq: number }> {
    const known = new Set(await this.#known(events.map(({ id }) => id)));
    let added = 0;
    for (const { id, row } of events) {
      const isNew = !known.has(id) && !this.#ids.has(id);
      this.#ids.add(id);
      if (isNew) added += 1;
      const first = isNew ? this.#firstAdded : this.#firstDuplicates;
      if (row && first.length < PREVIEW_ROWS) first.push(row);
    }
    return { added, duplicates: events.length - added, headSeq: 0 };
  }

  finishImport(): ReturnType<ImportSink<unknown>['finishImport']> {
    const counts = { read: 0, added: 0, duplicates: 0, rejected: 0 };
    return Promise.resolve({ ...counts, eventId: '', headSeq: 0 });
  }

  #look(
    event: NewEvent,
    raw: Uint8Array,
    file: string,
    { line, mapping }: RecordOrigin,
  ): PreviewRow | null {
    this.#mappings.set(mapping, (this.#mappings.get(mapping) ?? 0) + 1);
    this.#from = Math.min(this.#from, event.occurredAt);
    this.#to = Math.max(this.#to, event.occurredAt);
    const isEnough =
      this.#firstAdded.length >= PREVIEW_ROWS && this.#firstDuplicates.length >= PREVIEW_ROWS;
    if (isEnough) return null;
    return { file, line, mapping, raw: shown(raw), event };
  }
}

/** The raw bytes end with the call, so what is shown of them is copied. */
function shown(raw: Uint8Array): string {
  const text = Buffer.from(raw.subarray(0, RAW_SHOWN)).toString('utf8');
  return raw.length > RAW_SHOWN ? `${text.replace(/\ufffd$/u, '')}…` : text;
}
