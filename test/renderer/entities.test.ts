import type { EntitiesRequest, Entity } from '#shared/model/entity.ts';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../src-renderer/api/client.ts';
import { runCommand } from '../../src-renderer/commands/registry.ts';
import { createEntityCache } from '../../src-renderer/data/entity-cache.ts';
import { createFakeAnnals } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { makeStore } from './support/make-store.ts';

const entity = (index: number): Entity => ({
  type: index % 2 === 0 ? 'seller' : 'service',
  id: `e${index}`,
  name: null,
  events: 1,
  firstSeen: 0,
  lastSeen: 0,
  flagged: false,
});

/** A main with so many entities, all of which match. */
function overEntities(total: number): NonNullable<FakeOptions['overrides']> {
  return {
    'entity.list': ({ limit, offset }: EntitiesRequest) => ({
      items: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
        entity(offset + index),
      ),
      total,
      types: [{ type: 'seller', count: total }],
    }),
    'flag.entities': ({ entities }) => ({
      updatedCount: entities.length,
      act: 7,
      eventId: 'al_7',
      headSeq: 7,
    }),
    'flag.undo': () => ({ updatedCount: 2, leftAlone: 0, eventId: 'al_8', headSeq: 8 }),
  };
}

const QUERY = { type: null, search: '', flagged: null, order: 'events' } as const;

describe('the list of entities', () => {
  test('reads what comes into view, and keeps what was there until another answer is here', async () => {
    const fake = createFakeAnnals({ overrides: overEntities(100_000) });
    const cache = createEntityCache(createClient(fake));
    cache.ask(QUERY);
    await vi.waitFor(() => expect(cache.getSnapshot().total).toBe(100_000));
    expect(cache.rowAt(499)?.id).toBe('e499');
    expect(cache.rowAt(60_000)).toBeUndefined();
    cache.want(59_990, 60_010);
    await vi.waitFor(() => expect(cache.rowAt(60_009)?.id).toBe('e60009'));
    expect(cache.rowAt(59_990)?.id).toBe('e59990');

    cache.ask({ ...QUERY, search: 'x' });
    expect(cache.getSnapshot()).toMatchObject({ isAsking: true, question: 1 });
    expect(cache.rowAt(0)?.id).toBe('e0');
    await vi.waitFor(() => expect(cache.getSnapshot().question).toBe(2));
    expect(cache.rowAt(60_000)).toBeUndefined();
  });

  test('says why it could not be read, and is read when asked again', async () => {
    let isBroken = true;
    const { 'entity.list': list } = overEntities(3);
    const fake = createFakeAnnals({
      overrides: {
        'entity.list': (request) => {
          if (isBroken || !list) throw new Error('broken');
          return list(request);
        },
      },
    });
    const cache = createEntityCache(createClient(fake));
    cache.ask(QUERY);
    await vi.waitFor(() => expect(cache.getSnapshot().failure?.code).toBe('INTERNAL'));
    isBroken = false;
    cache.again();
    await vi.waitFor(() => expect(cache.getSnapshot()).toMatchObject({ total: 3, failure: null }));
  });
});

describe('while the trail grows', () => {
  test('the list is read again after a while, however often it grows meanwhile', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const fake = createFakeAnnals({ overrides: overEntities(3) });
    const cache = createEntityCache(createClient(fake));
    const asked = () => fake.calls.filter(({ channel }) => channel === 'entity.list').length;
    cache.ask(QUERY);
    await vi.advanceTimersByTimeAsync(0);
    const before = asked();
    for (let growth = 0; growth < 6; growth += 1) {
      cache.againSoon();
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(asked() - before).toBe(2);
    cache.end();
  });
});

describe('acting on entities', () => {
  async function setUp(total = 3) {
    const made = makeStore({ overrides: overEntities(total) });
    await made.state().loadStoreState();
    made.state().showScreen('entities');
    const context = {
      store: made.store,
      rowCount: () => 0,
      seqAt: () => null,
      focus: () => undefined,
    };
    return { ...made, context };
  }

  test('those that are chosen are flagged, and that can be undone', async () => {
    const { state, fake, context } = await setUp();
    state().activateEntity({ type: 'seller', id: 'e0' });
    state().toggleEntity({ type: 'service', id: 'e1' });
    runCommand('events.flag', context);
    await vi.waitFor(() => expect(state().toast?.text).toBe('Flagged 2 entities'));
    expect(fake.calls.find(({ channel }) => channel === 'flag.entities')?.input).toEqual({
      entities: [
        { type: 'seller', id: 'e0' },
        { type: 'service', id: 'e1' },
      ],
      flagged: true,
      note: null,
    });
    runCommand('window.undo', context);
    await vi.waitFor(() => expect(state().toast?.text).toBe('Undone for 2 entities'));
  });

  test('a range is read where it is not at hand, and no more are chosen than an act can name', async () => {
    const { state } = await setUp(12_000);
    await state().chooseEntityRange(1_990, 2_010, false);
    expect(state().chosenEntities.size).toBe(21);
    await state().chooseEntityRange(0, 11_999, false);
    expect(state().chosenEntities.size).toBe(10_000);
    expect(state().toast?.text).toContain('No more than 10,000 entities');
  });

  test('their events are shown in the history, whatever was asked before', async () => {
    const { state, context } = await setUp();
    state().addFilterValue('outcome', 'failure', false);
    state().activateEntity({ type: 'service', id: 's3' });
    runCommand('entities.showEvents', context);
    expect(state()).toMatchObject({
      screen: 'history',
      terms: [{ field: 'target', values: ['service:s3'], negated: false }],
    });
  });

  test('a range that is still being read is not chosen in another list', async () => {
    const { state } = await setUp(3_000);
    const reading = state().chooseEntityRange(0, 2_000, false);
    state().askEntities({ order: 'name' });
    await reading;
    expect(state().chosenEntities.size).toBe(0);
  });

  test('another search lets go of what was chosen', async () => {
    const { state } = await setUp();
    state().toggleEntity({ type: 'service', id: 's3' });
    state().askEntities({ search: 'x' });
    expect(state().chosenEntities.size).toBe(0);
    state().showEntity({ type: 'a', id: 'b' });
    expect(state().entityQuery).toMatchObject({ type: 'a', search: 'b', flagged: null });
  });
});
