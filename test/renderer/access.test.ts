import { describe, expect, test } from 'vitest';
import type { AccessState } from '#shared/model/operator.ts';
import type { CommandContext } from '../../src-renderer/commands/command.ts';
import { commandOf } from '../../src-renderer/commands/registry.ts';
import type { CommandId } from '#shared/model/commands.ts';
import { connectHistory } from '../../src-renderer/data/connect-history.ts';
import type { HistoryCache } from '../../src-renderer/data/history-cache.ts';
import type { AppState } from '../../src-renderer/state/app-store.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

const VIEWER: AccessState = { kind: 'signedIn', name: 'Vic', role: 'viewer' };
const ADMIN: AccessState = { kind: 'signedIn', name: 'Ada', role: 'admin' };

/** A window over an open store, and what it asks of the history. */
async function setUp(access: AccessState) {
  const made = makeStore({ events: makeDetails(3) });
  const asked: string[] = [];
  const history = {
    open: () => asked.push('open'),
    reset: () => asked.push('reset'),
  } as unknown as HistoryCache;
  connectHistory(made.store, history);
  made.state().accessChanged(access);
  await made.state().loadStoreState();
  const context: CommandContext = {
    store: made.store,
    rowCount: () => 3,
    seqAt: (index) => 3 - index,
    focus: () => undefined,
  };
  const isEnabled = (id: CommandId): boolean => commandOf(id).isEnabled(context);
  return { ...made, asked, isEnabled };
}

type Made = Awaited<ReturnType<typeof setUp>>;

describe('while nobody is signed in', () => {
  test('the page asks for nothing, and its commands are off', async () => {
    const { asked, isEnabled, fake } = await setUp({ kind: 'signedOut' });
    expect(asked).not.toContain('open');
    expect(fake.calls.map(({ channel }) => channel)).toEqual(['store.state']);
    for (const id of ['import.files', 'query.focus', 'history.refresh', 'access.lock'] as const) {
      expect(isEnabled(id)).toBe(false);
    }
    expect(isEnabled('store.choose')).toBe(true);
  });

  test('signing in asks the trail, and what jobs there are', async () => {
    const { asked, state, fake } = await setUp({ kind: 'signedOut' });
    asked.length = 0;
    fake.push('access.state', VIEWER);
    expect(asked).toEqual(['open']);
    expect(fake.calls.at(-1)?.channel).toBe('job.list');
    expect(state().access).toEqual(VIEWER);
  });
});

test('leaving lets go of what was read', async () => {
  const { asked, fake, state } = await setUp(ADMIN);
  asked.length = 0;
  fake.push('access.state', { kind: 'locked', name: 'Ada' });
  expect(asked).toEqual(['reset']);
  fake.push('access.state', ADMIN);
  expect(asked).toEqual(['reset', 'open']);
  expect(state().notices).toEqual([]);
});

/** Everything that can stand above the window. */
const ASKED = {
  isPaletteOpen: true,
  helpTopic: 'keyboard',
  isZoneOpen: true,
  isJobListOpen: true,
  isChoosingColumns: true,
  isGoingToTime: true,
  viewNaming: { kind: 'save' },
  reviewAsking: { kind: 'note', seq: 1 },
  markAsking: { newestSeq: 3, activeSeq: null },
  flaggingEntities: [{ type: 'seller', id: 's-1' }],
  isExportOpen: true,
  isBundleOpen: true,
} as const satisfies Partial<AppState>;
const CLOSED = {
  isPaletteOpen: false,
  helpTopic: null,
  isZoneOpen: false,
  isJobListOpen: false,
  isChoosingColumns: false,
  isGoingToTime: false,
  viewNaming: null,
  reviewAsking: null,
  markAsking: null,
  flaggingEntities: null,
  isExportOpen: false,
  isBundleOpen: false,
  pruning: null,
  imports: null,
  ruleEditing: null,
  verification: null,
  pastVerification: null,
  operators: null,
  toast: null,
} as const satisfies Partial<AppState>;

describe('nothing that was asked stays', () => {
  test.each([
    [
      'when the window is locked',
      async ({ fake }: Made) => fake.push('access.state', { kind: 'locked', name: 'Ada' }),
    ],
    [
      'when another store takes the place of the open one',
      ({ state }: Made) => state().openSampleStore(),
    ],
    [
      'when the store is taken away',
      async ({ fake }: Made) => fake.push('store.state', { kind: 'opening', name: 'annals.db' }),
    ],
  ])('%s', async (_, happen) => {
    const made = await setUp(ADMIN);
    made.store.setState(ASKED);
    made.state().openPrune();
    made.state().editRule(null);
    made.state().showToast('Flagged 3 events', () => undefined);
    await happen(made);
    expect(made.state()).toMatchObject(CLOSED);
  });
});

test('commands that the role forbids are off', async () => {
  const { isEnabled, fake } = await setUp(VIEWER);
  expect(isEnabled('import.files')).toBe(false);
  expect(isEnabled('query.focus')).toBe(true);
  expect(isEnabled('access.lock')).toBe(true);
  fake.push('access.state', ADMIN);
  expect(isEnabled('import.files')).toBe(true);
});

test('a viewer sees what was imported, and imports nothing', async () => {
  const { isEnabled } = await setUp(VIEWER);
  expect(isEnabled('screen.imports')).toBe(true);
  expect(isEnabled('import.files')).toBe(false);
});
