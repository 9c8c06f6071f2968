import { describe, expect, test } from 'vitest';
import type { Verification } from '#shared/model/verification.ts';
import {
  chainInWords,
  evidenceName,
  provedInWords,
  reasonInWords,
} from '../../src-renderer/features/integrity/verdict-words.ts';
import { FakeFailure } from './support/fake-annals.ts';
import { makeDetails } from './support/make-detail.ts';
import { NOW, makeStore } from './support/make-store.ts';

const JOB = '0198a6f4-4f3e-7cc0-8000-000000000003';
const SEAL = {
  kind: 'seal' as const,
  name: 'march.json',
  seq: 2_900,
  at: NOW,
  keyId: '0123456789abcdef',
  agrees: 'yes' as const,
};
const INTACT: Verification = {
  verdict: 'intact',
  events: 2_901,
  firstBad: null,
  reason: 'No change detected since 2026-01-10T12:00:00.000Z.',
  trust: { mode: 'seal', since: NOW, upToSeq: 2_900, keyId: '0123456789abcdef', key: 'own' },
  range: { first: 1, last: 2_901, pruned: 0 },
  sealed: [SEAL],
  unknown: ['Whether events were true when they were recorded.'],
  verifiedAt: NOW,
};
const TAMPERED: Verification = {
  ...INTACT,
  verdict: 'tampered',
  events: 56,
  firstBad: 57,
  reason: 'The event is not what was recorded.',
};

describe('a verdict in words', () => {
  test('tells its times in the zone of the window', () => {
    expect(reasonInWords(INTACT, 'Europe/Berlin')).toBe(
      'No change detected since 2026-01-10 13:00:00.',
    );
    expect(chainInWords(INTACT, 'Europe/Berlin')).toBe('Intact, 13:00');
    expect(chainInWords({ ...INTACT, verdict: 'undecided' }, 'UTC')).toBe('Undecided, 12:00');
    expect(chainInWords(TAMPERED, 'UTC')).toBe('Tampered');
    expect(chainInWords(null, 'UTC')).toBe('Not verified yet');
  });

  test('names the first event that does not fit, and why', () => {
    expect(reasonInWords(TAMPERED, 'UTC')).toBe(
      'Event 57 does not fit. The event is not what was recorded.',
    );
  });

  test('says what was found, and no more', () => {
    expect(provedInWords(INTACT).join(' ')).toContain('1 seal from outside the store agrees');
    expect(provedInWords(TAMPERED)[0]).toBe(
      '56 events before the first that does not fit were checked, and fit.',
    );
    const alone = { ...INTACT, sealed: [], trust: { ...INTACT.trust, key: 'unknown' as const } };
    expect(provedInWords(alone).join(' ')).toContain('Nothing from outside the store agrees');
    expect(provedInWords(alone).join(' ')).toContain('which proves nothing');
  });

  test('shows hostile names of seals as what they are', () => {
    expect(evidenceName({ ...SEAL, name: 'a\u202Eb' })).not.toContain('\u202E');
  });
});

describe('verifying', () => {
  test('keeps the verdict of the job for every screen', async () => {
    const { state, fake } = makeStore();
    await state().loadVerification();
    expect(state().verification).toBeNull();
    fake.push('job.changed', {
      kind: 'verify',
      jobId: JOB,
      title: 'Verifying',
      state: { kind: 'done', result: TAMPERED },
    });
    expect(state().verification).toEqual(TAMPERED);
    state().dismissJob();
    expect(state().verification).toEqual(TAMPERED);
  });

  test('that was cancelled leaves the verdict before', async () => {
    const { state, fake } = makeStore({
      overrides: { 'proof.state': () => ({ verification: INTACT }) },
    });
    await state().loadVerification();
    fake.push('job.changed', {
      kind: 'verify',
      jobId: JOB,
      title: 'Verifying',
      state: { kind: 'cancelled', result: null },
    });
    expect(state().verification).toEqual(INTACT);
  });

  test('that cannot begin is told', async () => {
    const { state } = makeStore({
      overrides: {
        'proof.verify': () => {
          throw new FakeFailure({ code: 'JOB_RUNNING', message: 'Busy.', hint: '' });
        },
      },
    });
    await state().verify(true);
    expect(state().notices.map(({ failure }) => failure.code)).toEqual(['JOB_RUNNING']);
  });
});

test('what the trail tells of a verification before is known until another store is open', async () => {
  const { state, fake } = makeStore({ events: makeDetails(2) });
  await state().loadStoreState();
  const told = makeDetails(3)[0];
  if (!told) throw new Error('no event was made');
  const event = { ...told.event, seq: 9, action: 'verify', category: 'admin' };
  fake.append([{ ...told, event }]);
  await state().loadPastVerification();
  expect(state().pastVerification).toMatchObject({ seq: 9, action: 'verify' });
  // The state of the store may be read after it.
  await state().loadVerification();
  expect(state().pastVerification).toMatchObject({ seq: 9 });
  await state().openSampleStore();
  expect(state().pastVerification).toBeNull();
});

test('a saved seal is told with its reach', async () => {
  const { state } = makeStore({
    overrides: { 'seal.save': () => ({ name: 'march.json', seq: 2_902, at: NOW }) },
  });
  await state().saveSeal();
  expect(state().toast?.text).toContain('Saved march.json: it seals all up to event 2,902.');
});

test('a bundle that was begun closes its dialog, one without a place does not', async () => {
  let place: { jobId: string } | null = null;
  const { state } = makeStore({ overrides: { 'bundle.start': () => place } });
  state().openBundle();
  const everything = { from: null, to: null, terms: [] };
  expect(await state().startBundle(everything)).toBeNull();
  expect(state().isBundleOpen).toBe(true);
  place = { jobId: JOB };
  expect(await state().startBundle(everything)).toBeNull();
  expect(state().isBundleOpen).toBe(false);
});

test('an event is shown in the whole history, and in view wherever it stands', async () => {
  const { state } = makeStore({ events: makeDetails(5) });
  await state().loadStoreState();
  state().showScreen('integrity');
  state().addFilterValue('outcome', 'failure', false);
  state().showEvent(3);
  expect(state()).toMatchObject({
    screen: 'history',
    terms: [],
    activeSeq: 3,
    isDetailOpen: true,
  });
  state().relocateActive(2);
  expect(state().reveal).toEqual({ index: 2 });
  // From here on the operator moves.
  state().activate(4, 1);
  state().relocateActive(0);
  expect(state().reveal).toEqual({ index: 2 });
});
