import { describe, expect, test } from 'vitest';
import { commandOf, runCommand } from '../../src-renderer/commands/registry.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

const RESULT = { updatedCount: 2, act: 9, eventId: 'al_9', headSeq: 9 };
const UNDONE = { updatedCount: 2, leftAlone: 0, eventId: 'al_10', headSeq: 10 };
const FULL = { code: 'STORE_FULL', message: 'The disk is full.', hint: '' } as const;

async function setUp(overrides: FakeOptions['overrides'] = {}) {
  const made = makeStore({
    events: makeDetails(5),
    overrides: {
      'flag.events': () => RESULT,
      'flag.undo': () => UNDONE,
      'note.add': () => ({ eventId: 'al_9', headSeq: 9 }),
      'hold.place': () => ({ hold: 1, heldCount: 2, eventId: 'al_9', headSeq: 9 }),
      ...overrides,
    },
  });
  await made.state().loadStoreState();
  const context = {
    store: made.store,
    rowCount: () => 5,
    seqAt: (index: number) => 5 - index,
    focus: () => undefined,
  };
  return { ...made, context };
}

describe('flagging', () => {
  test('is about what is chosen, and can be undone from the toast', async () => {
    const { state, fake } = await setUp();
    state().chooseRange([2, 3], false);
    await state().flagChosen(true);
    expect(fake.calls.at(-1)).toMatchObject({
      channel: 'flag.events',
      input: { selection: { seqs: [2, 3] }, flagged: true },
    });
    expect(state().toast?.text).toBe('Flagged 2 events');
    await state().undoToast();
    expect(fake.calls.at(-1)).toMatchObject({ channel: 'flag.undo', input: { act: 9 } });
    expect(state().toast).toMatchObject({ text: 'Undone for 2 events', undo: null });
    expect(state().reviewed).toBe(2);
  });

  test('without a choice is about the active event, and with all about the filter', async () => {
    const { state, fake } = await setUp();
    state().activate(0, 5);
    await state().flagChosen(true);
    expect(fake.calls.at(-1)?.input).toMatchObject({ selection: { seqs: [5] } });
    state().chooseMatching();
    await state().flagChosen(false);
    expect(fake.calls.at(-1)?.input).toMatchObject({
      selection: { filter: state().filter },
      flagged: false,
    });
  });

  test('says what was so already', async () => {
    const nothing = { updatedCount: 0, act: null, eventId: null, headSeq: 9 };
    const { state } = await setUp({ 'flag.events': () => nothing });
    state().chooseRange([2, 3], false);
    await state().flagChosen(true);
    expect(state().toast).toMatchObject({
      text: 'Nothing changed: the events are flagged already',
      undo: null,
    });

    const partly = await setUp();
    partly.state().chooseRange([1, 2, 3], false);
    await partly.state().flagChosen(true);
    expect(partly.state().toast?.text).toBe('Flagged 2 events; 1 was flagged already');
  });

  test('with a note asks for it first, and can be undone too', async () => {
    const { state, fake } = await setUp();
    state().chooseRange([2, 3], false);
    state().askFlagNote();
    expect(state().reviewAsking).toMatchObject({ kind: 'flag', acted: { seqs: [2, 3] } });
    expect(await state().answerReviewAsking('odd hours')).toBeNull();
    expect(fake.calls.at(-1)).toMatchObject({
      channel: 'flag.events',
      input: { selection: { seqs: [2, 3] }, flagged: true, note: 'odd hours' },
    });
    expect(state()).toMatchObject({
      reviewAsking: null,
      toast: { text: 'Flagged 2 events', undo: expect.any(Function) },
    });
  });

  test('that fails is told', async () => {
    const { state } = await setUp({
      'flag.events': () => {
        throw new FakeFailure(FULL);
      },
    });
    state().activate(0, 5);
    await state().flagChosen(true);
    expect(state().notices.map(({ failure }) => failure.code)).toEqual(['STORE_FULL']);
    expect(state().toast).toBeNull();
  });
});

describe('notes and holds', () => {
  test('a note is asked for, added, and told', async () => {
    const { state, fake } = await setUp();
    state().activate(0, 5);
    state().askNote();
    expect(state().reviewAsking).toEqual({ kind: 'note', seq: 5 });
    expect(await state().answerReviewAsking('ask Ada')).toBeNull();
    expect(fake.calls.at(-1)).toMatchObject({
      channel: 'note.add',
      input: { seq: 5, text: 'ask Ada' },
    });
    expect(state()).toMatchObject({ reviewAsking: null, toast: { text: 'Added the note' } });
  });

  test('no note is asked for about several events', async () => {
    const { state } = await setUp();
    state().chooseRange([1, 2], false);
    state().askNote();
    expect(state().reviewAsking).toBeNull();
  });

  test('a hold that is refused leaves the words where they are', async () => {
    const { state } = await setUp({
      'hold.place': () => {
        throw new FakeFailure(FULL);
      },
    });
    state().chooseRange([1, 2], false);
    state().askHold();
    expect(await state().answerReviewAsking('case 7')).toMatchObject({ code: 'STORE_FULL' });
    expect(state().reviewAsking?.kind).toBe('hold');
  });
});

describe('commands', () => {
  test('a viewer may do none of it, an auditor all of it', async () => {
    const { state, store, context } = await setUp();
    state().activate(0, 5);
    const ids = ['events.flag', 'events.note', 'events.hold', 'events.export'] as const;
    store.setState({ access: { kind: 'signedIn', name: 'Vic', role: 'viewer' } });
    expect(ids.map((id) => commandOf(id).isEnabled(context))).toEqual([false, false, false, false]);
    store.setState({ access: { kind: 'signedIn', name: 'Ada', role: 'auditor' } });
    expect(ids.map((id) => commandOf(id).isEnabled(context))).toEqual([true, true, true, true]);
  });

  test('copying tells when there were more than fit', async () => {
    const { state, context } = await setUp({
      'export.copy': () => ({ copied: 5_000, matched: 12_000 }),
    });
    runCommand('events.copy', context);
    await expect.poll(() => state().toast?.text).toContain('the first 5,000 of 12,000 events');
  });

  test('more chosen events than the clipboard takes are not asked for', async () => {
    const { state, fake } = await setUp();
    state().chooseRange(
      Array.from({ length: 5_001 }, (_, index) => index + 1),
      false,
    );
    await state().copyChosen();
    expect(state().toast?.text).toContain('No more than 5,000 events');
    expect(fake.calls.map(({ channel }) => channel)).not.toContain('export.copy');
  });
});
