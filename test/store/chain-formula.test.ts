import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createChain } from '../../src-main/store/chain/chain.ts';
import { makeEvent, makeEvents, makeImported } from '../support/make-event.ts';
import { tempStore } from '../support/temp-store.ts';
import { FIELDS, genesis, isSigned, leaf, link, linksOf, sha256 } from './support/chain-model.ts';
import type { Value } from './support/chain-model.ts';

const CHAIN_ID = Buffer.alloc(16, 7);
const SALT = Buffer.alloc(16, 9);
const chain = createChain(CHAIN_ID);

describe('the links of stored events', () => {
  it('are those of the formula, over every column there is', () => {
    const store = tempStore();
    store.writes.record([
      makeEvent(),
      makeEvent({
        occurredAt: -1,
        actorId: null,
        actorName: '',
        targets: [
          { type: 'seller', id: 's-1', name: null },
          { type: 'service', id: 's3', name: 'S3 “quoted” \\ %_' },
        ],
        message: 'half a pair \uD800 and a NUL \0 and Ünïcödé \u{1F642}',
        changes: { old: { a: 1 }, new: { a: [true, null, 1.5] } },
        metadata: { list: [1, 2], text: '\uDFFF' },
        affectedCount: Number.MAX_SAFE_INTEGER,
        totalCount: 0,
        durationMs: 5_000_000_000,
        stackTrace: 'x'.repeat(200_000),
        sensitive: true,
      }),
    ]);
    const operator = { id: 'op', name: 'Olga' };
    const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
    store.writes.appendImport({ batch, file: 0, events: [makeImported('i')], rejected: 0 });
    store.writes.finishImport({ batch, outcome: 'done', format: 'test' });
    const { computed, stored } = linksOf(store.path);
    expect(stored).toHaveLength(4);
    expect(stored).toEqual(computed);
    expect(store.reads.detail({ seq: 4 }).event.hash).toBe(computed[3]);
  });

  it('cover every column of the schema but the place, the salt and the link itself', () => {
    const { path } = tempStore();
    const db = new Database(path);
    const columns = db
      .prepare<[], string>(`SELECT name FROM pragma_table_info('event')`)
      .pluck()
      .all();
    db.close();
    expect([...FIELDS, 'seq', 'salt', 'link'].toSorted()).toEqual(columns.toSorted());
  });
});

describe('the head and the checkpoints', () => {
  it('are signed by the key in the store, as texts that say where the chain stands', () => {
    const store = tempStore();
    store.writes.record(makeEvents(1_000));
    store.writes.record(makeEvents(1_001));
    store.writes.record(makeEvents(1));
    const db = new Database(store.path);
    const chainId = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get() ?? CHAIN_ID;
    const key = db.prepare<[], Buffer>('SELECT public_key FROM signing_key').pluck().get() ?? SALT;
    const head = db.prepare<[], Row>('SELECT * FROM head').get();
    const checkpoints = db.prepare<[], Row>('SELECT * FROM checkpoint ORDER BY seq').all();
    db.close();

    const { stored } = linksOf(store.path);
    const body = (row: Row): string =>
      `${chainId.toString('hex')}\n${row.seq}\n${row.link.toString('base64')}\n${row.retained}\n` +
      `${row.pruned}\n${new Date(row.at).toISOString()}\n`;
    expect(head).toMatchObject({ seq: 2_002, retained: 2_002, pruned: 0 });
    expect(head?.link.toString('hex')).toBe(stored[2_001]);
    expect(head && isSigned(key, `annals.head.v1\n${body(head)}`, head.signature)).toBe(true);

    expect(checkpoints.map(({ seq }) => seq)).toEqual([1_000, 2_001]);
    let previous: Buffer = Buffer.alloc(32);
    for (const row of checkpoints) {
      const text = `annals.checkpoint.v1\n${body(row)}${previous.toString('base64')}\n`;
      expect(row.link.toString('hex')).toBe(stored[row.seq - 1]);
      expect(isSigned(key, text, row.signature)).toBe(true);
      expect(row.previous?.equals(previous)).toBe(true);
      previous = sha256(text, row.signature);
    }
  });
});

interface Row {
  readonly seq: number;
  readonly link: Buffer;
  readonly retained: number;
  readonly pruned: number;
  readonly at: number;
  readonly signature: Buffer;
  readonly previous?: Buffer;
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }),
);
const fields = fc.array(value, { maxLength: 8 });

describe('the chain', () => {
  test.prop([fc.uint8Array({ minLength: 16, maxLength: 16 }), fields, fc.nat()])(
    'hashes any values as the formula does',
    (salt, values, seq) => {
      expect(chain.leaf(seq, salt, values)).toEqual(leaf(CHAIN_ID, seq, salt, values));
    },
  );

  test.prop([
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
  ])('links as the formula does, from the same beginning', (previous, leafHash) => {
    expect(chain.link(previous, leafHash)).toEqual(link(previous, leafHash));
    expect(chain.genesis).toEqual(genesis(CHAIN_ID));
  });

  test.prop([fields, fields])('gives different rows different leaves', (one, other) => {
    const isSame = JSON.stringify(one.map(tagged)) === JSON.stringify(other.map(tagged));
    expect(chain.leaf(1, SALT, one).equals(chain.leaf(1, SALT, other))).toBe(isSame);
  });

  it.each<
    [string, (string | number | null | Uint8Array)[], (string | number | null | Uint8Array)[]]
  >([
    ['where one value ends and the next begins', ['ab', 'c'], ['a', 'bc']],
    ['nothing from an empty text', [null], ['']],
    ['text from bytes', ['a'], [Buffer.from('a')]],
    ['a number from its digits', [1], ['1']],
    ['zero from nothing', [0], [null]],
    ['one value from two', ['a'], ['a', null]],
    ['a number from the bytes it is kept as', [1], [Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])]],
    ['negative from positive', [-1], [1]],
  ])('tells %s', (_, one, other) => {
    expect(chain.leaf(1, SALT, one)).not.toEqual(chain.leaf(1, SALT, other));
  });

  it('tells the place, the salt and the store of a row', () => {
    const here = chain.leaf(1, SALT, ['a']);
    expect(chain.leaf(2, SALT, ['a'])).not.toEqual(here);
    expect(chain.leaf(1, CHAIN_ID, ['a'])).not.toEqual(here);
    expect(createChain(SALT).leaf(1, SALT, ['a'])).not.toEqual(here);
  });

  it('hashes rows longer than its buffer, and short ones after them', () => {
    const long = ['b'.repeat(300_000), '日'.repeat(900_000)];
    expect(chain.leaf(1, SALT, long)).toEqual(leaf(CHAIN_ID, 1, SALT, long));
    expect(chain.leaf(2, SALT, ['a'])).toEqual(leaf(CHAIN_ID, 2, SALT, ['a']));
  });
});

/** A value with its kind, so that 1, "1" and the byte 1 are three. */
function tagged(value: Value): unknown {
  return value instanceof Uint8Array ? ['bytes', [...value]] : [typeof value, value];
}
