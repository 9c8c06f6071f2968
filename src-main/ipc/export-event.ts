import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { RecordExport } from '#shared/model/export-record.ts';
import { withTargets } from '../store/review/review-trail.ts';
import { counted } from '../store/review/words.ts';
import type { Operator } from '../store/store-api.ts';

/**
 * The event that tells of an export which something else than Annals has made.
 * @param now integer milliseconds UTC
 */
export function exportEvent(
  { format, targets, count }: RecordExport,
  operator: Operator,
  now: number,
): NewEvent {
  const [type, another] = new Set(targets.map((target) => target.type));
  const noun = type === undefined || another !== undefined ? 'item' : type;
  return {
    ...blankEvent(now, 'export'),
    category: 'admin',
    outcome: 'success',
    severity: 'notice',
    source: 'export',
    actorId: operator.id,
    actorName: operator.name,
    actorType: 'user',
    targets,
    message: `Exported ${counted(count, noun)} as ${format.toUpperCase()}`,
    metadata: withTargets({ format }, targets),
    affectedCount: count,
    host: hostname(),
  };
}
