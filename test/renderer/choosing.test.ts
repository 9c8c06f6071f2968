import { describe, expect, test } from 'vitest';
import { chooseKeyAction } from '../../src-renderer/features/history/choose-keys.ts';
import { createHistoryCache } from '../../src-renderer/data/history-cache.ts';
import { connectChosen } from '../../src-renderer/data/connect-chosen.ts';
import { readSeqs } from '../../src-renderer/data/read-seqs.ts';
import { createClient } from '../../src-renderer/api/client.ts';
import { MOST_CHOSEN, isChosen } from '../../src-renderer/state/slices/chosen.ts';
import type { Chosen } from '../../src-renderer/state/slices/chosen.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

const NONE: Chosen = { kind: 'events', seqs: new Set() };
const SOME: Chosen = { kind: 'events', seqs: new Set([1, 2]) };
const list = { active: 5, total: 100, page: 20, entry: 0 };

const press = (key: string, modifiers: Partial<Record<string, boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

const seqsOf = (chosen: Chosen): readonly number[] =>
  chosen.kind === 'events' ? [...chosen.seqs] : [];

async function setUp() {
  const made = makeStore({ events: makeDetails(5) });
  connectChosen(made.store);
  await made.state().loadStoreState();
  return made;
}

describe('keys', () => {
  test.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 25],
    ['End', 99],
  ])('Shift+%s chooses up to row %i', (key, index) => {
    const action = chooseKeyAction(press(key, { shiftKey: true }), list, NONE);
    expect(action).toEqual({ kind: 'extend', index });
  });

  test('Ctrl or Cmd with an arrow goes on and leaves what is chosen', () => {
    const step = { kind: 'step', index: 6 };
    expect(chooseKeyAction(press('ArrowDown', { ctrlKey: true }), list, SOME)).toEqual(step);
    expect(chooseKeyAction(press('ArrowDown', { metaKey: true }), list, SOME)).toEqual(step);
  });

  test('Space turns one round, Ctrl+A takes all, Escape lets go', () => {
    expect(chooseKeyAction(press(' '), list, NONE)).toEqual({ kind: 'toggle' });
    expect(chooseKeyAction(press('a', { ctrlKey: true }), list, NONE)).toEqual({ kind: 'all' });
    expect(chooseKeyAction(press('Escape'), list, SOME)).toEqual({ kind: 'none' });
  });

  test('Escape with nothing chosen, and plain moves, are the list’s own', () => {
    expect(chooseKeyAction(press('Escape'), list, NONE)).toBeNull();
    expect(chooseKeyAction(press('ArrowDown'), list, SOME)).toBeNull();
    expect(chooseKeyAction(press('a'), list, SOME)).toBeNull();
  });
});

describe('what is chosen', () => {
  test('begins with the active event when another is added', async () => {
    const { state } = await setUp();
    state().activate(0, 5);
    state().toggleChosen(3);
    expect(seqsOf(state().chosen)).toEqual([5, 3]);
    state().toggleChosen(5);
    expect(seqsOf(state().chosen)).toEqual([3]);
  });

  test('a range takes the place of what was chosen, or is added to it', async () => {
    const { state } = await setUp();
    state().chooseRange([1, 2], false);
    state().chooseRange([4], true);
    expect(seqsOf(state().chosen)).toEqual([1, 2, 4]);
    state().chooseRange([5], false);
    expect(seqsOf(state().chosen)).toEqual([5]);
  });

  test('all that match includes rows that are on the way', async () => {
    const { state } = await setUp();
    state().chooseMatching();
    expect(isChosen(state().chosen, null)).toBe(true);
  });

  test('is no more than an act can name, and says so', async () => {
    const { state } = await setUp();
    state().chooseRange(
      Array.from({ length: MOST_CHOSEN + 1 }, (_, index) => index + 1),
      false,
    );
    expect(seqsOf(state().chosen)).toHaveLength(MOST_CHOSEN);
    expect(state().toast?.text).toContain('10,000');
  });

  test('stays when the same is asked again, and ends with another question', async () => {
    const { state, fake } = await setUp();
    state().chooseRange([1, 2], false);
    state().askAgain();
    state().setOrder('oldest');
    fake.append(makeDetails(6).slice(5));
    expect(seqsOf(state().chosen)).toEqual([1, 2]);
    state().addFilterValue('actor', 'a', false);
    expect(seqsOf(state().chosen)).toEqual([]);
  });

  test('ends with another store', async () => {
    const { state } = await setUp();
    state().chooseMatching();
    await state().openSampleStore();
    expect(state().chosen).toEqual(NONE);
  });
});

describe('a range of rows', () => {
  test('is read in the order in which it was drawn, loaded or not', async () => {
    const { fake } = makeStore({ events: makeDetails(900) });
    const client = createClient(fake);
    const history = createHistoryCache(client);
    history.open({ filter: { from: null, to: null, terms: [] }, order: 'oldest' });
    await expect.poll(() => history.getSnapshot().result?.isCounted).toBe(true);
    expect(await readSeqs({ client, history }, 2, 4, 100)).toEqual([3, 4, 5]);
    expect(await readSeqs({ client, history }, 4, 2, 100)).toEqual([5, 4, 3]);
    const far = await readSeqs({ client, history }, 100, 850, 1_000);
    expect([far.length, far[0], far.at(-1)]).toEqual([751, 101, 851]);
    expect(await readSeqs({ client, history }, 850, 0, 3)).toEqual([851, 850, 849]);
  });
});
