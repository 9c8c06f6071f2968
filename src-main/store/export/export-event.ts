import { hostname } from 'node:os';
import { basename } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { JsonObject, NewEvent } from '#shared/model/audit-event.ts';
import { columnsOf } from '#shared/model/export.ts';
import type { CopyEvents, CopyFormat, ExportProfile, ExportRequest } from '#shared/model/export.ts';
import { withTargets } from '../review/review-trail.ts';
import { counted } from '../review/words.ts';
import type { Operator } from '../store-api.ts';
import type { WriteExport, WrittenExport } from './write-export.ts';

/** What exports say of themselves in the trail. */

/** An export that was written and is about to get its name. */
export interface ExportAct {
  readonly message: string;
  readonly metadata: JsonObject;
  /** Number of exported events. */
  readonly events: number;
}

/** The act of an export of events to a file. */
export function fileExportAct({ request }: WriteExport, written: WrittenExport): ExportAct {
  const { events, sha256, bytes, file, manifestSha256 } = written;
  return {
    message: `Exported ${counted(events, 'event')} as ${formatWords(request)}`,
    metadata: {
      ...requestMetadata(request),
      file: basename(file.path),
      bytes,
      sha256,
      manifestSha256,
    },
    events,
  };
}

/** The event of an act of exporting. @param now integer milliseconds UTC */
export function exportEvent(
  { message, metadata, events }: ExportAct,
  operator: Operator,
  retained: number | null,
  now: number,
): NewEvent {
  return {
    ...exportedBy(operator, now),
    outcome: 'success',
    message,
    metadata,
    affectedCount: events,
    totalCount: retained,
  };
}

/**
 * The event of an export that failed or was given up.
 * @param now integer milliseconds UTC
 */
export function failedExportEvent(
  { request, path, operator }: Pick<WriteExport, 'request' | 'path' | 'operator'>,
  error: unknown,
  now: number,
): NewEvent {
  const isCancelled = error instanceof AnnalsError && error.code === 'CANCELLED';
  const what = `export of events as ${formatWords(request)}`;
  return {
    ...exportedBy(operator, now),
    outcome: 'failure',
    message: isCancelled ? `Cancelled the ${what}` : `The ${what} failed`,
    metadata: { ...metadataOf(request), file: basename(path) },
    ...(error instanceof AnnalsError ? { errorType: error.code } : {}),
  };
}

/**
 * The event that tells that files of an export did not get their names, after the event of the
 * export itself.
 * @param operator null if this was found out later
 * @param now integer milliseconds UTC
 */
export function unplacedExportEvent(
  files: readonly string[],
  operator: Operator | null,
  now: number,
): NewEvent {
  return {
    ...exportedBy(operator ?? { id: 'annals', name: 'Annals' }, now),
    ...(operator === null ? { actorType: 'system' as const } : {}),
    outcome: 'failure',
    severity: 'warning',
    message: `An export could not be put where it belongs: ${files.join(', ')}`,
    metadata: { files: [...files] },
    errorType: 'FILE_UNWRITABLE',
  };
}

/** The event of a copy to the clipboard. @param now integer milliseconds UTC */
export function copyEvent(
  { format, columns, selection }: CopyEvents,
  copied: number,
  operator: Operator,
  now: number,
): NewEvent {
  const chosen = 'filter' in selection ? { filter: selection.filter } : {};
  return {
    ...exportedBy(operator, now),
    outcome: 'success',
    message: `Copied ${counted(copied, 'event')} to the clipboard as ${NAMES[format]}`,
    metadata: {
      format,
      to: 'clipboard',
      columns: columns === null ? null : [...columns],
      ...chosen,
    },
    affectedCount: copied,
  };
}

const NAMES: Readonly<Record<CopyFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  jsonl: 'JSON Lines',
  tsv: 'text',
};
const PROFILE_NAMES: Readonly<Record<ExportProfile, string>> = {
  native: '',
  ecs: ' (ECS)',
  ocsf: ' (OCSF)',
};

function formatWords({ format, profile }: ExportRequest): string {
  return `${NAMES[format]}${PROFILE_NAMES[profile]}`;
}

/**
 * What the trail keeps of what was asked for.
 * @throws AnnalsError INVALID_INPUT if that is more than an event can hold
 */
export function requestMetadata(request: ExportRequest): JsonObject {
  const { format, profile, filter, seqs, order, raw } = request;
  const columns = profile === 'native' ? [...columnsOf(request)] : null;
  // Which ones they were stands in the manifest, whose hash the event has.
  const chosen = seqs ? { chosen: seqs.length } : {};
  return withTargets({ format, profile, columns, order, filter, ...chosen, raw }, []);
}

/** The same of a request that is too long to be recorded, which may be why it failed. */
function metadataOf(request: ExportRequest): JsonObject {
  try {
    return requestMetadata(request);
  } catch {
    return { format: request.format, profile: request.profile };
  }
}

function exportedBy(operator: Operator, now: number): NewEvent {
  return {
    ...blankEvent(now, 'export'),
    category: 'admin',
    severity: 'notice',
    source: 'export',
    actorId: operator.id,
    actorName: operator.name,
    actorType: 'user',
    host: hostname(),
  };
}
