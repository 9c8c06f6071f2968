import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { OperatorWrites } from '../../src-main/store/operators/operator-api.ts';
import { tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';

const operator = { id: 'op-1', name: 'Olga Operator' };
const HASH = `$scrypt$ln=4,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A store with two admins, who have tried to sign in, and an hour of patience. */
function storeWithAdmins(): { readonly store: TempStore; readonly id: string } {
  const store = tempStore();
  const { writes, reads } = store;
  const { id } = writes.addOperator({ name: 'Ada', role: 'admin', passphrase: HASH, operator });
  writes.addOperator({ name: 'Bea', role: 'admin', passphrase: HASH, operator });
  writes.setIdleMinutes({ minutes: 60, operator });
  const { subject } = reads.account('Ada');
  expect(writes.claimSignIn({ subject, failures: 0 })).toBe(true);
  return { store, id };
}

function contentOf({ path }: TempStore): unknown {
  const db = new Database(path, { readonly: true });
  try {
    return ['operator', 'sign_in_try', 'access_rule', 'head'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    );
  } finally {
    db.close();
  }
}

const ACTS: Readonly<Record<string, (writes: OperatorWrites, id: string) => unknown>> = {
  adding: (writes) =>
    writes.addOperator({ name: 'Vic', role: 'viewer', passphrase: HASH, operator }),
  'changing a role': (writes, id) => writes.changeOperator({ id, role: 'viewer', operator }),
  'changing a passphrase': (writes, id) =>
    writes.changeOperator({ id, passphrase: `${HASH.slice(0, -1)}B`, operator }),
  removing: (writes, id) => writes.removeOperator({ id, operator }),
  'setting the patience': (writes) => writes.setIdleMinutes({ minutes: 5, operator }),
  'signing in': (writes, id) => {
    const info = { id, name: 'Ada', role: 'admin', createdAt: 0 } as const;
    const ended = { subject: id, operator: info, isRight: true, isUnlock: false };
    return writes.endSignIn({ ...ended, user: operator });
  },
};

it.each(Object.keys(ACTS))('%s does not happen if its event cannot be written', (name) => {
  const { store, id } = storeWithAdmins();
  const before = contentOf(store);
  const db = new Database(store.path);
  db.exec(`CREATE TRIGGER full BEFORE INSERT ON event
    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  db.close();
  expect(() => ACTS[name]?.(store.writes, id)).toThrow();
  expect(contentOf(store)).toEqual(before);
});

it('a claim counts once for each count that was read', () => {
  const { store } = storeWithAdmins();
  const { subject, failures } = store.reads.account('Ada');
  expect(failures).toBe(1);
  expect(store.writes.claimSignIn({ subject, failures: 0 })).toBe(false);
  expect(store.writes.claimSignIn({ subject, failures: 1 })).toBe(true);
  expect(store.reads.account('ada').failures).toBe(2);
});
