import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { Seal } from '../chain/seal.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import type { Operator } from '../store-api.ts';

/**
 * Makes a seal. That it was made is an event of the trail, and the seal reaches up to that event, over
 * which a checkpoint is kept: without the event there is no seal.
 * @param now integer milliseconds UTC
 */
export function sealStore(
  trail: TrailWriter,
  operator: Operator,
  now: number,
): { readonly seal: Seal; readonly eventId: string; readonly headSeq: number } {
  const [recorded] = trail.commit(
    () => {
      const events = trail.retained.toLocaleString('en-US');
      return trail.append([
        {
          ...blankEvent(now, 'seal'),
          category: 'admin',
          outcome: 'success',
          severity: 'notice',
          actorId: operator.id,
          actorName: operator.name,
          actorType: 'user',
          message: `Sealed the trail after ${events} events`,
          affectedCount: trail.retained,
          host: hostname(),
        },
      ]);
    },
    { checkpoint: true },
  );
  if (!recorded) throw new Error('the seal was not recorded');
  return { seal: trail.seal(), eventId: recorded.id, headSeq: recorded.seq };
}
