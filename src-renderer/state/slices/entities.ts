import type { EntitiesRequest } from '#shared/model/entity.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { EntityKey, FlagResult } from '#shared/model/review.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { entitiesActedOn, entityId } from '../acted-on-entities.ts';
import type { SliceCreator } from '../app-store.ts';
import { targetTerm } from '../target-terms.ts';

/** Which entities are listed, and in which order. */
export type EntityQuery = Readonly<Omit<EntitiesRequest, 'limit' | 'offset'>>;

/** Entities by what tells them apart. */
type ChosenEntities = ReadonlyMap<string, EntityKey>;

interface EntitiesState {
  readonly entityQuery: EntityQuery;
  /** The one that the keyboard or the mouse is at. */
  readonly activeEntity: EntityKey | null;
  /** Those that are acted on; none means the active one. */
  readonly chosenEntities: ChosenEntities;
  /** Those about to be flagged with a note; null while nobody is asked for one. */
  readonly flaggingEntities: readonly EntityKey[] | null;
}

export interface EntitiesActions {
  readonly askEntities: (change: Partial<EntityQuery>) => void;
  /** Shows one entity among all others. */
  readonly showEntity: (entity: EntityKey) => void;
  /** Begins anew: all entities, none of them chosen. */
  readonly forgetEntities: () => void;
  readonly activateEntity: (entity: EntityKey | null) => void;
  readonly chooseEntities: (entities: readonly EntityKey[], isAdded: boolean) => void;
  readonly toggleEntity: (entity: EntityKey) => void;
  /** Chooses those from one position to another, both included; reads what is not at hand. */
  readonly chooseEntityRange: (first: number, last: number, isAdded: boolean) => Promise<void>;
  readonly flagChosenEntities: (flagged: boolean) => Promise<void>;
  /** Flags entities or takes their flags away. Answers why that failed. */
  readonly flagEntities: (
    entities: readonly EntityKey[],
    flagged: boolean,
    note: string | null,
  ) => Promise<CallFailure | null>;
  readonly askEntityFlag: () => void;
  readonly closeEntityFlag: () => void;
  readonly copyEntityIds: () => Promise<void>;
  /** Shows the events of what is acted on, in the history. @returns false if there is nothing */
  readonly showEntityEvents: () => boolean;
}

export type EntitiesSlice = EntitiesState & EntitiesActions;

const ALL_ENTITIES: EntityQuery = { type: null, search: '', flagged: null, order: 'events' };
const NONE: ChosenEntities = new Map();
/** As many as one act of flagging can name. */
export const MOST_ENTITIES = LIMITS.targets;

export const createEntitiesSlice: SliceCreator<EntitiesSlice> = (
  set,
  get,
  { client, copyText },
) => {
  /** Only the range asked for last is chosen, whichever is read first. */
  let ranges = 0;
  const read = async (first: number, last: number): Promise<readonly EntityKey[]> => {
    const query = get().entityQuery;
    const found: EntityKey[] = [];
    for (let offset = first; offset <= last; offset += LIMITS.pageRows) {
      const limit = Math.min(LIMITS.pageRows, last + 1 - offset);
      const { items } = await client.call('entity.list', { ...query, limit, offset });
      for (const { type, id } of items) found.push({ type, id });
      if (items.length < limit) break;
    }
    return found;
  };
  return {
    entityQuery: ALL_ENTITIES,
    activeEntity: null,
    chosenEntities: NONE,
    flaggingEntities: null,
    askEntities: (change) => {
      // A range of the list before means other entities now.
      ranges += 1;
      set(({ entityQuery }) => ({
        entityQuery: { ...entityQuery, ...change },
        activeEntity: null,
        chosenEntities: NONE,
      }));
    },
    showEntity: ({ type, id }) => {
      get().askEntities({ ...ALL_ENTITIES, type, search: id.slice(0, LIMITS.filterValue) });
      get().showScreen('entities');
    },
    forgetEntities: () => {
      set({ flaggingEntities: null });
      get().askEntities(ALL_ENTITIES);
    },
    activateEntity: (activeEntity) => set({ activeEntity }),
    chooseEntities: (entities, isAdded) => {
      ranges += 1;
      const chosen = new Map(isAdded ? get().chosenEntities : NONE);
      for (const entity of entities) chosen.set(entityId(entity), entity);
      const kept = [...chosen].slice(0, MOST_ENTITIES);
      set({ chosenEntities: new Map(kept) });
      if (kept.length < chosen.size) get().showToast(TOO_MANY);
    },
    toggleEntity: (entity) => {
      const { chosenEntities, activeEntity, chooseEntities } = get();
      const chosen = new Map(chosenEntities);
      // The active one is chosen as long as no other is; another one is added to it.
      if (chosen.size === 0 && activeEntity) chosen.set(entityId(activeEntity), activeEntity);
      const wasChosen = chosenEntities.has(entityId(entity));
      if (wasChosen) chosen.delete(entityId(entity));
      else chosen.set(entityId(entity), entity);
      chooseEntities([...chosen.values()], false);
    },
    chooseEntityRange: async (first, last, isAdded) => {
      ranges += 1;
      const mine = ranges;
      try {
        // One more than may be chosen, so that it is said.
        const entities = await read(first, Math.min(last, first + MOST_ENTITIES));
        if (mine === ranges) get().chooseEntities(entities, isAdded);
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    flagChosenEntities: async (flagged) => {
      const failure = await get().flagEntities(entitiesActedOn(get()), flagged, null);
      if (failure) get().notifyFailure(failure);
    },
    flagEntities: async (entities, flagged, note) => {
      if (entities.length === 0) return null;
      try {
        const request = { entities: [...entities], flagged, note };
        const result = await client.call('flag.entities', request);
        set(({ reviewed }) => ({ flaggingEntities: null, reviewed: reviewed + 1 }));
        const { act } = result;
        const undo = act === null ? null : () => get().undoFlagging(act, 'entity');
        get().showToast(flaggingInWords(result, entities.length, flagged), undo);
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    askEntityFlag: () => {
      const entities = entitiesActedOn(get());
      if (entities.length > 0) set({ flaggingEntities: entities });
    },
    closeEntityFlag: () => set({ flaggingEntities: null }),
    copyEntityIds: async () => {
      const entities = entitiesActedOn(get());
      const isDone = await copyText?.(entities.map(({ id }) => id).join('\n'));
      const ids = formatCountOf(entities.length, 'id');
      get().showToast(isDone ? `Copied ${ids}` : `${ids} could not be copied`);
    },
    showEntityEvents: () => {
      const entities = entitiesActedOn(get());
      const terms = entities.map(({ type, id }) => targetTerm(type, id));
      const values = terms.flatMap((term) => term?.values ?? []);
      if (values.length === 0) {
        if (entities.length > 0) get().showToast('This id is too long to be filtered by');
        return false;
      }
      const kept = values.slice(0, LIMITS.filterValues);
      if (kept.length < entities.length) {
        get().showToast(
          `Shows the events of the first ${formatCountOf(kept.length, 'entity', 'entities')}`,
        );
      }
      get().showOnly([{ field: 'target', values: kept, negated: false }]);
      get().showScreen('history');
      return true;
    },
  };
};

/** What flagging did, and what was so already. */
function flaggingInWords({ updatedCount }: FlagResult, asked: number, flagged: boolean): string {
  const state = flagged ? 'flagged already' : 'not flagged';
  if (updatedCount === 0) {
    return `Nothing changed: ${asked === 1 ? 'the entity is' : 'the entities are'} ${state}`;
  }
  const verb = flagged ? 'Flagged' : 'Unflagged';
  const what = `${verb} ${formatCountOf(updatedCount, 'entity', 'entities')}`;
  const rest = asked - updatedCount;
  return rest === 0 ? what : `${what}; ${formatCountOf(rest, 'was', 'were')} ${state}`;
}

const TOO_MANY = `No more than ${MOST_ENTITIES.toLocaleString('en')} entities can be chosen at once. Search or take a type to narrow them down.`;
