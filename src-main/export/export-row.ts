import type { EventTarget, StoredEvent } from '#shared/model/audit-event.ts';
import { SEVERITIES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { Severity } from '#shared/model/vocabulary.ts';

/** An event with its original. */
export interface ExportedEvent extends StoredEvent {
  /** Null for events that were not imported, and where originals were not asked for. */
  readonly raw: string | null;
}

/**
 * An event on its way from the store to a file, by the names of its columns. What is JSON stays the
 * text that was hashed: parsing it and printing it again would take most of the time. Only the
 * columns that were asked for are there.
 */
export interface ExportRow extends Omit<
  ExportedEvent,
  'severity' | 'targets' | 'changes' | 'metadata' | 'sensitive'
> {
  /** RFC 5424 number. */
  readonly severity: number;
  /** `[[type, id, name], …]` */
  readonly targets: string;
  readonly changes: string | null;
  readonly metadata: string;
  /** 0 or 1. */
  readonly sensitive: number;
}

const SEVERITY_OF_NUMBER: ReadonlyMap<number, Severity> = new Map(
  SEVERITIES.map((severity) => [SYSLOG_SEVERITY[severity], severity]),
);

export function severityOf(number: number): Severity {
  const severity = SEVERITY_OF_NUMBER.get(number);
  if (!severity) throw new Error(`severity ${number} is not one of the schema`);
  return severity;
}

/** The targets of their column. */
export function targetsOf(json: string): EventTarget[] {
  const parsed = JSON.parse(json) as [string, string, string | null][];
  return parsed.map(([type, id, name]) => ({ type, id, name }));
}

/** The event of a row that has all columns. */
export function toExportedEvent(row: ExportRow): ExportedEvent {
  return {
    ...row,
    severity: severityOf(row.severity),
    targets: targetsOf(row.targets),
    changes: row.changes === null ? null : (JSON.parse(row.changes) as StoredEvent['changes']),
    metadata: JSON.parse(row.metadata) as StoredEvent['metadata'],
    sensitive: row.sensitive === 1,
  };
}
