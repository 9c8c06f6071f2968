import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { Passphrases } from '../../src-main/access/passphrase.ts';
import { makeEvents } from '../support/make-event.ts';
import { CHEAP } from '../support/real-app.ts';
import { all, tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { annals, jsonOf } from './support/annals.ts';
import type { Run } from './support/annals.ts';

const WORDS = 'correct horse battery';
const USER = { id: 'user@host', name: 'user' };

/** A store of three events with an admin, an auditor and a viewer, who share a passphrase. */
async function trail(): Promise<TempStore> {
  const store = tempStore();
  store.writes.record(makeEvents(3));
  writeFileSync(join(store.folder, 'events.json'), '[{"action": "user.login"}]');
  const passphrase = await new Passphrases(CHEAP).hash(WORDS);
  for (const [name, role] of [
    ['Ada', 'admin'],
    ['Otto', 'auditor'],
    ['Vic', 'viewer'],
  ] as const) {
    store.writes.addOperator({ name, role, passphrase, operator: USER });
  }
  return store;
}

/** Runs a command with passphrases on standard input. */
function run(
  { folder }: TempStore,
  args: readonly string[],
  ...passphrases: string[]
): Promise<Run> {
  const input = passphrases.map((line) => `${line}\n`).join('');
  return annals(folder, [...args, '--store', 'trail.db', '--passphrase-stdin'], { input });
}

function newestEvent({ reads }: TempStore) {
  const request = {
    filter: EVERYTHING,
    order: 'recorded',
    limit: 1,
    offset: 0,
    cursor: null,
  } as const;
  return all(reads.page(request)).items[0];
}

describe('operators on the command line', () => {
  it('are none at first, and the first is an admin', { timeout: 60_000 }, async () => {
    const store = tempStore();
    const none = await annals(store.folder, ['operators', '--store', 'trail.db']);
    expect(none.stdout).toContain('There are no operators');
    const viewer = await run(store, ['operators', '--add', 'Vic', '--role', 'viewer'], WORDS);
    expect([viewer.code, viewer.stderr]).toEqual([3, expect.stringContaining('must be an admin')]);
    const added = await run(
      store,
      ['operators', '--add', 'Ada', '--role', 'admin', '--json'],
      WORDS,
    );
    expect(jsonOf(added)).toEqual({
      operators: [
        {
          id: expect.stringMatching(/^op_/u),
          name: 'Ada',
          role: 'admin',
          createdAt: expect.stringMatching(/Z$/u),
        },
      ],
      idleMinutes: 15,
    });
    store.close();
    expect(readFileSync(store.path).includes(WORDS)).toBe(false);
    expect(readFileSync(store.path).includes('$scrypt$ln=17,r=8,p=1$')).toBe(true);
  });

  it('are added, changed and removed by an admin who signs in', { timeout: 60_000 }, async () => {
    const store = await trail();
    const as = ['--operator', 'ada'];
    const added = ['operators', '--add', 'Bea', '--role', 'auditor', ...as];
    expect((await run(store, added, WORDS, 'a new passphrase')).code).toBe(0);
    const changed = ['operators', '--change', 'bea', '--role', 'viewer', '--rename', 'Bee', ...as];
    expect((await run(store, changed, WORDS)).code).toBe(0);
    expect((await run(store, ['operators', '--remove', 'Vic', ...as], WORDS)).code).toBe(0);
    expect((await run(store, ['operators', '--idle-minutes', '5', ...as], WORDS)).code).toBe(0);
    expect(store.reads.operators().map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Ada admin',
      'Bee viewer',
      'Otto auditor',
    ]);
    expect(store.reads.accessRules()).toEqual({ isRequired: true, idleMinutes: 5 });
    expect(newestEvent(store)).toMatchObject({ action: 'access.set', actorName: 'Ada' });
  });

  it.each([
    [['operators', '--add', 'Bea'], 'with --role'],
    [['operators', '--add', 'Bea', '--role', 'boss'], 'must be one of viewer, auditor, admin'],
    [['operators', '--role', 'admin'], '--role does not go with that'],
    [['operators', '--change', 'Vic'], 'Say what to change'],
    [['operators', '--add', 'A', '--remove', 'B'], 'Take a call for each'],
    [['operators', '--idle-minutes', '0'], '--idle-minutes must be'],
  ])('are not changed by mistake: %s', async (args, message) => {
    const store = await trail();
    const { code, stderr } = await run(store, args, WORDS);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('have passphrases of eight characters or more', async () => {
    const store = tempStore();
    const { code, stderr } = await run(
      store,
      ['operators', '--add', 'A', '--role', 'admin'],
      '1234567',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('8 to 1,024 characters')]);
    expect(store.reads.operators()).toEqual([]);
  });
});

/** What changes a store or takes events out of it, with the least role that may. */
const CHANGES: readonly (readonly [role: 'auditor' | 'admin', args: readonly string[]])[] = [
  ['auditor', ['flag', '--ids', '1']],
  ['auditor', ['flag', '--undo', '1']],
  ['auditor', ['note', '1', 'look']],
  ['auditor', ['hold', '--ids', '1', '--reason', 'case 7']],
  ['auditor', ['hold', '--release', '1', '--reason', 'closed']],
  ['auditor', ['review', '--mark']],
  ['auditor', ['seal', '--out', 'seal.json']],
  ['auditor', ['export', '--out', 'out.csv']],
  ['auditor', ['bundle', '--out', 'out.zip']],
  ['admin', ['import', 'events.json']],
  ['admin', ['prune', '--apply', 'p_0123456789abcdef']],
  ['admin', ['clear', '--apply', 'p_0123456789abcdef']],
  ['admin', ['retention', '--set', 'auth', '--max-age', '730']],
  ['admin', ['retention', '--run']],
  ['admin', ['operators', '--remove', 'Vic']],
];

describe('a store with operators', () => {
  it('asks who changes it', { timeout: 120_000 }, async () => {
    const store = await trail();
    const { headSeq } = store.reads.facts();
    for (const [, args] of CHANGES) {
      const { code, stderr } = await run(store, args);
      expect([args, code, stderr]).toEqual([args, 3, expect.stringContaining('asks who you are')]);
    }
    expect(store.reads.facts().headSeq).toBe(headSeq);
  });

  it('refuses those whose role is too low, and records that', { timeout: 120_000 }, async () => {
    const store = await trail();
    for (const [least, args] of CHANGES) {
      const who = least === 'admin' ? 'Otto' : 'Vic';
      const { code, stderr } = await run(store, [...args, '--operator', who], WORDS);
      expect([args, code, stderr]).toEqual([args, 3, expect.stringContaining('This is for')]);
      expect(newestEvent(store)).toMatchObject({
        action: 'operator.refuse',
        outcome: 'failure',
        actorName: who,
        metadata: { least },
      });
    }
  });

  it('knows who did it', { timeout: 60_000 }, async () => {
    const store = await trail();
    const flagged = await run(store, ['flag', '--ids', '1', '--operator', 'Otto', '--json'], WORDS);
    expect(jsonOf(flagged)).toMatchObject({ updatedCount: 1 });
    expect(newestEvent(store)).toMatchObject({ action: 'flag', actorName: 'Otto' });
  });

  it('refuses a wrong passphrase and one that is not there', { timeout: 60_000 }, async () => {
    const store = await trail();
    const flag = ['flag', '--ids', '1', '--operator', 'Otto'];
    const wrong = await run(store, flag, 'incorrect horse');
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('is not right')]);
    expect(newestEvent(store)).toMatchObject({ action: 'operator.signIn', outcome: 'failure' });
    expect(store.reads.account('otto').failures).toBe(1);
    const none = await run(store, flag);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('has no line for')]);
    const unasked = await annals(store.folder, [...flag, '--store', 'trail.db'], { input: WORDS });
    expect([unasked.code, unasked.stderr]).toEqual([
      2,
      expect.stringContaining('--passphrase-stdin'),
    ]);
    expect(store.reads.reviewOf(1).flag).toBeNull();
  });

  it('can be read, and recorded into by programs', async () => {
    const store = await trail();
    expect((await annals(store.folder, ['count', '--store', 'trail.db'])).code).toBe(0);
    expect((await annals(store.folder, ['operators', '--store', 'trail.db'])).stdout).toContain(
      'Vic',
    );
    const record = ['record', '--action', 'user.login', '--store', 'trail.db'];
    expect((await annals(store.folder, record)).code).toBe(0);
  });
});

it('a store without operators takes no name for granted', async () => {
  const store = tempStore();
  store.writes.record(makeEvents(1));
  const { code, stderr } = await run(store, ['flag', '--ids', '1', '--operator', 'Ada'], WORDS);
  expect([code, stderr]).toEqual([2, expect.stringContaining('has no operators')]);
});
