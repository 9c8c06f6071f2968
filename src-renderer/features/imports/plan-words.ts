import type { PrunePlan, PruneResult } from '#shared/model/prune.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';

type Planned = Pick<PrunePlan, 'delete' | 'keptByHold' | 'flags' | 'notes'>;

/**
 * What undoing an import would do: `2,860 events will be deleted for good; 40 are held and stay;
 * 3 flags and 1 note go with them.`
 */
export function planInWords({ delete: deleted, keptByHold, flags, notes }: Planned): string {
  const held = keptByHold === 0 ? '' : heldInWords(keptByHold);
  if (deleted === 0) return sentence(['There is nothing to delete', held]);
  return sentence([
    `${formatCountOf(deleted, 'event')} will be deleted for good`,
    held,
    marksInWords(flags, notes),
  ]);
}

/** What a prune did: `2,860 events were deleted for good; 40 are held and stay.` */
export function resultInWords({ deleted, keptByHold }: PruneResult): string {
  return sentence([
    deleted === 1
      ? '1 event was deleted for good'
      : `${formatCountOf(deleted, 'event')} were deleted for good`,
    keptByHold === 0 ? '' : heldInWords(keptByHold),
  ]);
}

function heldInWords(count: number): string {
  return count === 1 ? '1 is held and stays' : `${formatCount(count)} are held and stay`;
}

function marksInWords(flags: number, notes: number): string {
  const parts = [
    ...(flags > 0 ? [formatCountOf(flags, 'flag')] : []),
    ...(notes > 0 ? [formatCountOf(notes, 'note')] : []),
  ];
  if (parts.length === 0) return '';
  return `${parts.join(' and ')} ${flags + notes === 1 ? 'goes' : 'go'} with them`;
}

function sentence(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}
