import { describe, expect, it } from 'vitest';
import type { EntitiesRequest } from '#shared/model/entity.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { all } from '../../support/temp-store.ts';
import { operator, reviewedStore } from './support.ts';

const EVERY: EntitiesRequest = {
  type: null,
  search: '',
  flagged: null,
  order: 'name',
  limit: 100,
  offset: 0,
};

describe('what acts of review are done to', () => {
  it('is left out of the list of entities, unless it is asked for by its type', () => {
    const { reads, writes } = reviewedStore(6);
    const selection = { filter: EVERYTHING };
    writes.flagEvents({ selection, flagged: true, note: null, operator });
    writes.placeHold({ selection, reason: 'case 7', operator });
    const list = (request: Partial<EntitiesRequest>) => {
      const { items, total } = all(reads.entities({ ...EVERY, ...request }));
      return { ids: items.map(({ id }) => id), total };
    };
    expect(list({})).toEqual({ ids: ['s-0', 's-1', 's-2'], total: 3 });
    expect(list({ search: 'e' }).total).toBe(3);
    expect(list({ type: 'event' })).toEqual({
      ids: ['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6'],
      total: 6,
    });
    expect(list({ type: 'hold' })).toEqual({ ids: ['1'], total: 1 });
  });
});
