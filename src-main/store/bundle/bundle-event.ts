import { hostname } from 'node:os';
import { basename } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { JsonObject, NewEvent } from '#shared/model/audit-event.ts';
import type { ExportAct } from '../export/export-event.ts';
import { counted } from '../review/words.ts';
import type { BundleSelection } from './selection.ts';
import type { WriteBundle, WrittenBundle } from './write-bundle.ts';

/** What bundles say of themselves in the trail. */

/** The act of a bundle that was made. */
export function bundleAct({ selection, path }: WriteBundle, bundle: WrittenBundle): ExportAct {
  const { events, sha256, bytes, first, last, key } = bundle;
  return {
    message: `Exported ${counted(events, 'event')} as an evidence bundle`,
    metadata: { ...metadataOf(selection, path), sha256, bytes, range: { first, last }, key },
    events,
  };
}

/**
 * The event of a bundle that failed or was given up.
 * @param now integer milliseconds UTC
 */
export function failedBundleEvent(
  { selection, path, operator }: WriteBundle,
  error: unknown,
  now: number,
): NewEvent {
  const isCancelled = error instanceof AnnalsError && error.code === 'CANCELLED';
  return {
    ...blankEvent(now, 'export'),
    category: 'admin',
    source: 'export',
    outcome: 'failure',
    severity: 'notice',
    actorId: operator.id,
    actorName: operator.name,
    actorType: 'user',
    message: isCancelled ? 'Cancelled an evidence bundle' : 'An evidence bundle failed',
    metadata: metadataOf(selection, path),
    errorType: error instanceof AnnalsError ? error.code : null,
    host: hostname(),
  };
}

function metadataOf(selection: BundleSelection, path: string): JsonObject {
  const chosen = 'ranges' in selection ? { ranges: selection.ranges.length } : selection;
  return { format: 'bundle', file: basename(path), ...chosen };
}
