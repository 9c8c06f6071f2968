import type { EventFilter } from '#shared/model/event-filter.ts';
import type { AppState } from './app-store.ts';

/** The events that an act is about: chosen ones, or all that match at the moment of the act. */
export type ActedOn =
  | { readonly kind: 'events'; readonly seqs: readonly number[] }
  | { readonly kind: 'matching'; readonly filter: EventFilter };

/** What an act would be about now: what is chosen, or else the active event; null if there is none. */
export function actedOn({ chosen, activeSeq, filter }: AppState): ActedOn | null {
  if (chosen.kind === 'matching') return { kind: 'matching', filter };
  if (chosen.seqs.size > 0) return { kind: 'events', seqs: [...chosen.seqs] };
  return activeSeq === null ? null : { kind: 'events', seqs: [activeSeq] };
}

/** The one event that is acted on; null if it is none or several. */
export function onlyActedOn(state: AppState): number | null {
  const acted = actedOn(state);
  return acted?.kind === 'events' && acted.seqs.length === 1 ? (acted.seqs[0] ?? null) : null;
}

/** As the channels take it. */
export function selectionOf(
  acted: ActedOn,
): { readonly seqs: number[] } | { readonly filter: EventFilter } {
  return acted.kind === 'events' ? { seqs: [...acted.seqs] } : { filter: acted.filter };
}
