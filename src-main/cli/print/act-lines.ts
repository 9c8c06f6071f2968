import { styled } from './style.ts';

/**
 * What was done, and the event that tells of it.
 * @param seq number of that event
 * @param next what can be done about it
 */
export function actLines(what: string, seq: number, next = ''): string[] {
  return [what, styled('dim', `Event #${seq} tells of it. ${next}`.trim())];
}
