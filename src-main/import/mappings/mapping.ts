import type { NewEvent } from '#shared/model/audit-event.ts';
import type { TimeNote } from '#shared/model/time-notes.ts';
import type { ParsedRecord } from '../formats/record.ts';
import type { TimeRule } from './time-forms.ts';

/** How records of one origin become events. */
export interface Mapping {
  /** Stands in the result of an import, and in the ids: never to be changed. */
  readonly name: string;
  /**
   * What stands in the ids in place of the name: mappings that read different shapes of the same
   * records share it, so that a record is the same event in each. Never to be changed.
   */
  readonly origin?: string;
  /** What people call the origin. */
  readonly title: string;
  /** Whether a record is of this origin; cheap, since it is asked for every record. */
  matches(record: ParsedRecord): boolean;
  /** @throws RecordError if the record cannot become an event */
  map(record: ParsedRecord, context: MapContext): MappedRecord;
}

/** What a mapping is told about a record beside its values. */
export interface MapContext {
  /** How times are read that do not say everything. */
  readonly times: TimeRule;
  /** Size of the record as it stands in the file. */
  readonly rawBytes: number;
  /** True if all values are texts, or null where nothing stands, as in CSV. */
  readonly isText: boolean;
}

/** A record that has become an event, but for its id. */
export interface MappedRecord {
  readonly event: NewEvent;
  /**
   * What identifies the event at its source, so that importing it twice adds nothing; null if the
   * record does not say. Ids that are no more than a small number are not trusted to be unique.
   */
  readonly sourceId: string | null;
  /** True if the id is to be kept as it is, because Annals gave it. */
  readonly isOwnId: boolean;
  /** What had to be assumed about its time, or is odd about it. */
  readonly timeNotes: readonly TimeNote[];
}
