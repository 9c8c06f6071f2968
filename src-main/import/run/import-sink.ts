import { EventPacker } from '../../store/packing/event-packer.ts';
import type { PackedEvents } from '../../store/packing/packed-events.ts';
import type { ImportedEvent, Remote, StoreWrites } from '../../store/store-api.ts';

/** The part of a store that imports need, from any thread. */
type ImportTarget = Remote<Pick<StoreWrites, 'beginImport' | 'appendImport' | 'finishImport'>>;

/** Where imported events go. @typeParam Events what it makes of the events of a slice */
export interface ImportSink<Events> extends Pick<ImportTarget, 'beginImport' | 'finishImport'> {
  /** Takes events one by one, while slices of those before wait to be stored. */
  readonly collector: EventCollector<Events>;
  /** Stores a slice; called for the next when it has answered. */
  appendImport(request: {
    readonly batch: number;
    readonly events: Events;
    readonly rejected: number;
  }): ReturnType<ImportTarget['appendImport']>;
}

/** Where an event comes from, beside its file. */
export interface RecordOrigin {
  /** 1-based line on which the record starts. */
  readonly line: number;
  /** Name of the mapping that read it. */
  readonly mapping: string;
}

export interface EventCollector<Events> {
  /**
   * @param raw valid until the call returns
   * @param file index into the files of the import
   */
  add(event: ImportedEvent['event'], raw: Uint8Array, file: number, origin: RecordOrigin): void;
  /** The slice of all that was added since the last time. */
  take(): Events;
}

/** Hands events to a store, packed while its writer thread is busy with those before. */
export function storeSink(target: ImportTarget): ImportSink<PackedEvents> {
  return { ...target, collector: new EventPacker() };
}
