import { describe, expect, test } from 'vitest';
import { VIEW_LIMITS } from '#shared/model/limits.ts';
import { EVERYTHING_VIEW, STARTER_VIEWS } from '../../src-renderer/state/starter-views.ts';
import {
  activeViewIn,
  offeredViews,
  selectColumns,
  selectDensity,
} from '../../src-renderer/state/views.ts';
import { makeDetails } from './support/make-detail.ts';
import { NOW, makeStore } from './support/make-store.ts';

async function setUp() {
  const made = makeStore({ events: makeDetails(3) });
  await made.state().loadStoreState();
  const { state } = made;
  const save = (name: string): string | null => {
    state().askViewName({ kind: 'save' });
    return state().answerViewNaming(name);
  };
  const names = () => offeredViews(state().settings).map(({ name }) => name);
  return { ...made, save, names };
}

const failures = { field: 'outcome' as const, values: ['failure'], negated: false };

describe('views that come with Annals', () => {
  test('ask for their events, relative times measured from now', async () => {
    const { state } = await setUp();
    state().showView('failures');
    expect(state().filter).toEqual({
      from: NOW - 7 * 86_400_000,
      to: null,
      terms: [{ field: 'outcome', values: ['failure', 'error'], negated: false }],
    });
    expect(activeViewIn(state())).toMatchObject({ id: 'failures', isModified: false });
  });

  test('are everything at first, which with something left out has no name', async () => {
    const { state } = await setUp();
    expect(activeViewIn(state())).toMatchObject({ id: EVERYTHING_VIEW, isOwn: false });
    state().setTerms([failures]);
    expect(activeViewIn(state())).toBeNull();
    state().clearFilter();
    expect(activeViewIn(state())?.id).toBe(EVERYTHING_VIEW);
  });

  test('are modified by another filter, not by the order of its values or by columns', async () => {
    const { state } = await setUp();
    state().showView('failures');
    state().setFieldValues('outcome', ['error', 'failure']);
    state().changeColumns([{ id: 'message' }]);
    expect(activeViewIn(state())?.isModified).toBe(false);
    state().setFieldValues('outcome', ['failure']);
    expect(activeViewIn(state())?.isModified).toBe(true);
    state().showView('failures');
    expect(activeViewIn(state())?.isModified).toBe(false);
  });

  test('can be hidden and shown again, except everything', async () => {
    const { state, names } = await setUp();
    state().hideView('held');
    expect(names()).not.toContain('On hold');
    void state().undoToast();
    expect(names()).toContain('On hold');
    state().hideView('held');
    state().hideView('noted');
    state().hideView(EVERYTHING_VIEW);
    expect(names()).toHaveLength(STARTER_VIEWS.length - 2);
    state().showHiddenViews();
    expect(names()).toHaveLength(STARTER_VIEWS.length);
  });
});

describe('saved views', () => {
  test('keep filter, order, columns and height of rows, and bring them back', async () => {
    const { state, save, fake } = await setUp();
    state().setTerms([failures]);
    state().setRange({ kind: 'last', duration: '30d' });
    state().setOrder('oldest');
    state().changeColumns([{ id: 'time', width: 150 }, { id: 'message' }]);
    await state().changeSettings({ density: 'compact' });
    expect(save('Failed')).toBeNull();
    const [view] = state().settings.views;
    expect(view).toMatchObject({ name: 'Failed', order: 'oldest', density: 'compact' });

    state().changeColumns([{ id: 'actor' }]);
    state().showView(EVERYTHING_VIEW);
    await state().changeSettings({ density: 'standard' });
    state().setOrder('newest');
    state().showView(view?.id ?? '');
    expect(state()).toMatchObject({ terms: [failures], order: 'oldest' });
    expect(selectColumns(state())).toEqual([{ id: 'time', width: 150 }, { id: 'message' }]);
    expect(selectDensity(state())).toBe('compact');
    expect(activeViewIn(state())).toMatchObject({ name: 'Failed', isOwn: true, isModified: false });
    // Main has checked and kept all of it.
    expect(fake.calls.some(({ channel }) => channel === 'settings.set')).toBe(true);
  });

  test('leave the columns and rows of all other views alone', async () => {
    const { state, save } = await setUp();
    state().changeColumns([{ id: 'message' }]);
    save('Mine');
    state().changeColumns([{ id: 'actor' }]);
    await state().changeSettings({ density: 'comfortable' });
    expect(activeViewIn(state())?.isModified).toBe(true);
    expect(selectDensity(state())).toBe('comfortable');
    state().showView(EVERYTHING_VIEW);
    expect(selectColumns(state())).toEqual([{ id: 'message' }]);
  });

  test('take in what is shown when updated', async () => {
    const { state, save } = await setUp();
    save('Mine');
    state().setTerms([failures]);
    expect(activeViewIn(state())?.isModified).toBe(true);
    state().updateView();
    expect(activeViewIn(state())?.isModified).toBe(false);
    expect(state().settings.views[0]?.terms).toEqual([failures]);
  });

  test('have names of their own', async () => {
    const { state, save, names } = await setUp();
    save('  Mine ');
    expect(save('mine')).toBe('Another view has this name.');
    expect(save('Everything')).toBe('Another view has this name.');
    expect(state().viewNaming).not.toBeNull();
    const id = state().settings.views[0]?.id ?? '';
    state().askViewName({ kind: 'rename', id, name: 'Mine' });
    expect(state().answerViewNaming('MINE')).toBeNull();
    expect(names().at(-1)).toBe('MINE');
    expect(state().viewNaming).toBeNull();
  });

  test('come back as they were when their deletion is undone', async () => {
    const { state, save } = await setUp();
    state().setTerms([failures]);
    save('Mine');
    const id = state().activeView;
    state().deleteView(id);
    expect(state().settings.views).toEqual([]);
    expect(activeViewIn(state())).toBeNull();
    expect(state().toast?.text).toBe('Deleted the view “Mine”');
    void state().undoToast();
    expect(activeViewIn(state())).toMatchObject({ id, name: 'Mine', isModified: false });
    expect(state().toast).toBeNull();
  });

  test('are not more than can be kept', async () => {
    const { state, save } = await setUp();
    for (let count = 1; count <= VIEW_LIMITS.views; count += 1) {
      expect(save(`View ${count}`)).toBeNull();
    }
    expect(new Set(state().settings.views.map(({ id }) => id)).size).toBe(VIEW_LIMITS.views);
    expect(save('One more')).toContain('Delete one of them first');
  });

  test('are left when another store is opened', async () => {
    const { state, save } = await setUp();
    state().setTerms([failures]);
    save('Mine');
    await state().openSampleStore();
    expect(activeViewIn(state())?.id).toBe(EVERYTHING_VIEW);
    expect(state().viewLook).toBeNull();
  });
});
