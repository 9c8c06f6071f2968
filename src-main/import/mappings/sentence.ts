import type { EventTarget } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';

/** The message of an event whose source has none: “actor action on target”. */
export function sentenceOf(
  actorName: string | null,
  action: string,
  targets: readonly EventTarget[],
): string {
  const [target] = targets;
  const subject = actorName === null ? '' : `${actorName} `;
  const object = target ? ` on ${target.name ?? target.id}` : '';
  return `${subject}${action}${object}`.slice(0, LIMITS.message);
}
