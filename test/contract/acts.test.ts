import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { makeEvents } from '../support/make-event.ts';
import { SAMPLE_FOLDER, startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

/** Channels that change something else than the trail and what hangs on it. */
const OTHER_CHANGES: ReadonlySet<ChannelName> = new Set<ChannelName>([
  'settings.set',
  'mapping.save',
  'mapping.remove',
  'store.choose',
  'store.create',
  'store.openDefault',
  'store.openSample',
  'store.reopen',
  'store.openRecent',
  'job.cancel',
  // Recorded as well as it can be: an error must not cause another (test/contract/recording.test.ts).
  'app.reportError',
  // About who is at the keyboard (test/contract/roles.test.ts).
  'access.signIn',
  'access.signOut',
  'access.lock',
]);

/** Makes the call that a test is about. */
function calling<Name extends ChannelName>(
  channel: Name,
  input: (app: RealApp) => ChannelInput<Name> | Promise<ChannelInput<Name>>,
): [Name, { readonly prepare: (app: RealApp) => Promise<ChannelInput<Name>> }] {
  return [channel, { prepare: async (app) => input(app) }];
}

async function ask<Name extends ChannelName>(
  app: RealApp,
  channel: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  return valueOf(await app.call(channel, input));
}

const SELECTION = { selection: { seqs: [3, 4] } };
const OPERATOR = { name: 'Ada', role: 'admin', passphrase: 'correct horse battery' } as const;

/** What has to be there before, and the input, of every channel that changes the trail. */
const ACTS = new Map<ChannelName, { readonly prepare: (app: RealApp) => Promise<unknown> }>([
  calling('flag.events', () => ({ ...SELECTION, flagged: true, note: null })),
  calling('flag.entities', () => ({
    entities: [{ type: 'seller', id: 's-1' }],
    flagged: true,
    note: 'odd',
  })),
  calling('flag.undo', async (app) => {
    const flagged = await ask(app, 'flag.events', { ...SELECTION, flagged: true, note: null });
    return { act: flagged.act ?? 0 };
  }),
  calling('note.add', () => ({ seq: 5, text: 'seen' })),
  calling('hold.place', () => ({ ...SELECTION, reason: 'case 7' })),
  calling('hold.release', async (app) => {
    const { hold } = await ask(app, 'hold.place', { ...SELECTION, reason: 'case 7' });
    return { hold, reason: 'closed' };
  }),
  calling('review.mark', () => ({ upToSeq: 9, note: null })),
  calling('export.record', () => ({
    format: 'csv',
    targets: [{ type: 'seller', id: 's-1', name: null }],
    count: 1,
  })),
  calling('prune.apply', async (app) => {
    const scope = { filter: EVERYTHING, before: null, keepNewest: null };
    const { plan } = await ask(app, 'prune.plan', { scope, action: 'clear' });
    return { plan, isArchived: false };
  }),
  calling('retention.set', () => ({
    rules: [{ category: null, maxAgeDays: 7, keepNewest: null, isEnabled: true }],
  })),
  calling('retention.run', async (app) => {
    const rules = [{ category: 'auth', maxAgeDays: 7, keepNewest: null, isEnabled: true }];
    await ask(app, 'retention.set', { rules });
    return {};
  }),
  calling('import.start', async (app) => {
    app.answers.imports = [SAMPLE_FOLDER];
    const offer = await ask(app, 'import.choose', { kind: 'folder' });
    return { token: offer?.token ?? '' };
  }),
  calling('export.start', (app) => {
    app.answers.newExport = join(app.folder, 'made.csv');
    return { filter: EVERYTHING, format: 'csv' };
  }),
  calling('export.copy', () => ({ selection: { seqs: [1, 2] }, format: 'csv' })),
  calling('bundle.start', (app) => {
    app.answers.newBundle = join(app.folder, 'made.zip');
    return { filter: EVERYTHING };
  }),
  calling('seal.save', (app) => {
    app.answers.newSeal = join(app.folder, 'made.seal.json');
    return {};
  }),
  calling('proof.verify', () => ({})),
  calling('operator.add', () => OPERATOR),
  calling('operator.change', async (app) => {
    const id = await firstOperator(app);
    return { id, name: 'Grace' };
  }),
  calling('operator.remove', async (app) => {
    await firstOperator(app);
    const second = { ...OPERATOR, name: 'Grace', role: 'viewer' } as const;
    const { operators } = await ask(app, 'operator.add', second);
    return { id: operators.find(({ name }) => name === second.name)?.id ?? '' };
  }),
  calling('access.setIdle', () => ({ minutes: 5 })),
]);

/** Acts whose result is worth having although it could not be recorded. */
const FAIL_OPEN: ReadonlySet<ChannelName> = new Set<ChannelName>(['proof.verify']);

async function firstOperator(app: RealApp): Promise<string> {
  const { operators } = await ask(app, 'operator.add', OPERATOR);
  await ask(app, 'access.signIn', { name: OPERATOR.name, passphrase: OPERATOR.passphrase });
  return operators[0]?.id ?? '';
}

/** Runs an act to its end, and says how it ended. */
async function carryOut(app: RealApp, channel: ChannelName, input: unknown): Promise<string> {
  const result = await app.dispatch({ channel, input });
  if (!result.ok) return result.error.code;
  const { jobId } = (result.value ?? {}) as { readonly jobId?: string };
  if (jobId === undefined) return 'done';
  const { state } = await app.ended(jobId);
  return state.kind === 'failed' ? state.error.code : state.kind;
}

function inStore<Value>(app: RealApp, look: (db: Database.Database) => Value): Value {
  const db = new Database(app.session.path ?? '');
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** Everything that acts change beside the trail itself. */
const TABLES = [
  'event',
  'flag',
  'entity_flag',
  'note',
  'hold',
  'held_event',
  'review_mark',
  'prune',
  'pruned_run',
  'retention_rule',
  'export_move',
  'operator',
];

function contentOf(app: RealApp): unknown[] {
  return inStore(app, (db) =>
    TABLES.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()),
  );
}

function ownActs(app: RealApp): number {
  return inStore(app, (db) =>
    Number(db.prepare(`SELECT count(*) FROM event WHERE category = 'admin'`).pluck().get()),
  );
}

describe('a channel that changes the trail', () => {
  let app: RealApp;
  beforeEach(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    const targets = [{ type: 'seller', id: 's-1', name: 'Seller One' }];
    await app.session.host.writes.record(makeEvents(10, { targets }));
  });
  afterEach(() => app.close());

  it('is known here, as every channel is that is not for reading', () => {
    const changing = CHANNELS.filter((channel) => contract[channel].access !== 'read');
    expect(changing.filter((channel) => !OTHER_CHANGES.has(channel)).toSorted()).toEqual(
      [...ACTS.keys()].toSorted(),
    );
  });

  it.each([...ACTS.keys()])('%s is recorded as exactly one event', async (channel) => {
    const input = await ACTS.get(channel)?.prepare(app);
    const before = ownActs(app);
    expect(await carryOut(app, channel, input)).toBe('done');
    expect(ownActs(app) - before).toBe(1);
    expect(app.bugs).toEqual([]);
  });

  it.each([...ACTS.keys()].filter((channel) => !FAIL_OPEN.has(channel)))(
    '%s does nothing where its event cannot be recorded',
    async (channel) => {
      const input = await ACTS.get(channel)?.prepare(app);
      await app.recorder.flush();
      const before = contentOf(app);
      // Threads tell the terminal of what nobody foresaw.
      const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      inStore(app, (db) =>
        db.exec(`CREATE TRIGGER no_more BEFORE INSERT ON event
          BEGIN SELECT RAISE(ABORT, 'no more'); END`),
      );
      expect(await carryOut(app, channel, input)).not.toBe('done');
      said.mockRestore();
      expect(contentOf(app)).toEqual(before);
      for (const file of ['made.csv', 'made.zip', 'made.seal.json']) {
        expect(existsSync(join(app.folder, file))).toBe(false);
      }
      expect(app.copied).toEqual([]);
    },
  );
});
