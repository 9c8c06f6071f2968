import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Asked } from '#shared/model/desktop.ts';
import { createClient } from '../../src-renderer/api/client.ts';
import { connectDesktop } from '../../src-renderer/data/connect-desktop.ts';
import { FakeFailure } from './support/fake-annals.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

vi.mock('../../src-renderer/commands/focus-region.ts', () => ({ focusRegion: () => undefined }));

/** A window that is asked for things from outside, each handed over once. */
async function setUp(asked: Asked[]) {
  const made = makeStore({
    events: makeDetails(5),
    overrides: {
      'desktop.take': () => ({ asked: asked.splice(0) }),
      'event.find': ({ id }) => {
        if (id === 'e-3') return { seq: 3 };
        throw new FakeFailure({ code: 'NOT_FOUND', message: 'Not in this store.', hint: '' });
      },
    },
  });
  await made.state().loadStoreState();
  onTestFinished(connectDesktop({ client: createClient(made.fake), store: made.store }));
  return made;
}

describe('a link to an event', () => {
  test('shows it among all others, and says that filters were cleared', async () => {
    const asked: Asked[] = [];
    const { state, fake } = await setUp(asked);
    state().addFilterValue('outcome', 'failure', false);
    asked.push({ kind: 'event', id: 'e-3' });
    fake.push('desktop.asked', {});
    await vi.waitFor(() => expect(state().activeSeq).toBe(3));
    expect(state()).toMatchObject({ screen: 'history', terms: [], isDetailOpen: true });
    expect(state().toast?.text).toContain('Cleared the filters');
  });

  test('that leads nowhere is told, and changes nothing', async () => {
    const { state } = await setUp([{ kind: 'event', id: 'e-nowhere' }]);
    await vi.waitFor(() =>
      expect(state().notices.map(({ failure }) => failure.code)).toEqual(['NOT_FOUND']),
    );
    expect(state()).toMatchObject({ activeSeq: null, isDetailOpen: false, toast: null });
  });
});
