import type { EntityKey } from '#shared/model/review.ts';
import type { AppState } from './app-store.ts';

/** A string that is the same for the same entity only. */
export function entityId({ type, id }: EntityKey): string {
  return JSON.stringify([type, id]);
}

/** The entities that an act would be about: those that are chosen, or else the active one. */
export function entitiesActedOn({
  chosenEntities,
  activeEntity,
}: Pick<AppState, 'chosenEntities' | 'activeEntity'>): readonly EntityKey[] {
  if (chosenEntities.size > 0) return [...chosenEntities.values()];
  return activeEntity ? [activeEntity] : [];
}
