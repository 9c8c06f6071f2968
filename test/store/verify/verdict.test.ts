import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Verification } from '#shared/model/verification.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { readAnchor } from '../../../src-main/store/chain/anchor.ts';
import { makeSeal, parseSeal } from '../../../src-main/store/chain/seal.ts';
import { loadSigningKey } from '../../../src-main/store/chain/signing-key.ts';
import { printSeal } from '../../../src-main/store/verify/seal-file.ts';
import { makeEvents } from '../../support/make-event.ts';
import { all, storePlace, tempStore } from '../../support/temp-store.ts';
import type { StorePlace, TempStore } from '../../support/temp-store.ts';
import { linksOf } from '../support/chain-model.ts';
import { rejectionOf } from '../support/files.ts';
import { tamperedCopy } from '../support/tamper.ts';
import { prune } from '../prune/support.ts';
import { changedJson, forgetAnchors, sealInto, verified, withStore } from './support.ts';

/** A store of ten events, closed, and the head as it was after the first six. */
function cuttable(): { place: StorePlace; seal: string; olderHead: Record<string, unknown> } {
  const place = storePlace();
  return withStore(place, (store) => {
    store.writes.record(makeEvents(6));
    const db = new Database(place.path, { readonly: true });
    const olderHead = db.prepare<[], Record<string, unknown>>('SELECT * FROM head').get() ?? {};
    db.close();
    store.writes.record(makeEvents(3));
    return { place, seal: sealInto(store), olderHead };
  });
}

/** Cuts the tail, and puts back the head that was genuine then: nothing inside can tell. */
function cut(place: StorePlace, olderHead: Record<string, unknown>): StorePlace {
  return tamperedCopy(place, (db) => {
    const sets = Object.keys(olderHead).map((column) => `${column} = @${column}`);
    db.prepare(`UPDATE head SET ${sets.join(', ')}`).run(olderHead);
    db.exec(`DELETE FROM event WHERE seq > 6; DELETE FROM checkpoint WHERE seq > 6;
      DELETE FROM event_target WHERE seq > 6; UPDATE sqlite_sequence SET seq = 6`);
  });
}

describe('a store that nobody touched', () => {
  it('is intact since this operator has seen it, by the anchor', async () => {
    const place = storePlace();
    const since = withStore(place, (store) => {
      store.writes.record(makeEvents(5));
      return readAnchor(place.open.stateFolder, store.reads.facts().chainId)?.since?.at;
    });
    const verification = await verified(place);
    expect(verification).toMatchObject({
      verdict: 'intact',
      events: 5,
      firstBad: null,
      reason: `No change detected since ${new Date(since ?? 0).toISOString()}.`,
      trust: { mode: 'anchor', since, upToSeq: 5, key: 'own' },
      range: { first: 1, last: 5, pruned: 0 },
    });
    expect(Verification.parse(verification)).toEqual(verification);
  });

  it('is intact since a seal was made, and says what came later', async () => {
    const { place, seal } = cuttable();
    withStore(place, ({ writes }) => writes.record(makeEvents(2)));
    forgetAnchors(place);
    expect(await verified(place, { seals: [seal] })).toMatchObject({
      verdict: 'intact',
      trust: { mode: 'seal', upToSeq: 10, key: 'own' },
      sealed: [{ kind: 'seal', name: 'seal.json', seq: 10, agrees: 'yes' }],
      unknown: expect.arrayContaining([
        'Events after 10 are vouched for by the signing key only.',
      ]) as unknown,
    });
  });

  it('is undecided without any evidence from outside', async () => {
    const { place } = cuttable();
    forgetAnchors(place);
    expect(await verified(place)).toMatchObject({
      verdict: 'undecided',
      firstBad: null,
      trust: { mode: 'none', since: null, upToSeq: null },
      sealed: [],
    });
  });

  it('is intact while it is empty', async () => {
    const place = storePlace();
    withStore(place, () => undefined);
    expect(await verified(place)).toMatchObject({ verdict: 'intact', events: 0 });
  });
});

describe('a tail that was cut, under a head that was genuine once', () => {
  it('is found by the anchor, with the first event that is gone', async () => {
    const { place, olderHead } = cuttable();
    expect(await verified(cut(place, olderHead))).toMatchObject({
      verdict: 'tampered',
      firstBad: 7,
      reason: expect.stringMatching(
        /^The history is older than last seen: it ends at event 6, /u,
      ) as unknown,
    });
  });

  it('is found by a seal', async () => {
    const { place, seal, olderHead } = cuttable();
    forgetAnchors(place);
    const found = await verified(cut(place, olderHead), { seals: [seal] });
    expect(found).toMatchObject({ verdict: 'tampered', firstBad: 7 });
    expect(found.sealed).toMatchObject([{ seq: 10, agrees: 'no' }]);
  });

  it('is undecided without either', async () => {
    const { place, olderHead } = cuttable();
    forgetAnchors(place);
    expect(await verified(cut(place, olderHead))).toMatchObject({
      verdict: 'undecided',
      events: 6,
    });
  });

  it('is still found after the store has grown again, because its anchor is kept', async () => {
    const { place, olderHead } = cuttable();
    const copy = cut(place, olderHead);
    withStore(copy, ({ writes }) => writes.record(makeEvents(1)));
    expect(await verified(copy)).toMatchObject({ verdict: 'tampered', firstBad: 8 });
    withStore(copy, ({ writes }) => writes.record(makeEvents(30)));
    expect(await verified(copy)).toMatchObject({ verdict: 'tampered', firstBad: 10 });
    const kept = readdirSync(join(place.open.stateFolder, 'anchors'));
    expect(kept.filter((name) => /\.contradicted-10-[0-9a-f]{8}$/u.test(name))).toHaveLength(1);
  });
});

/** Signs the whole chain anew, as somebody can who has a key of his own. */
function rewritten(place: StorePlace): StorePlace {
  const stranger = storePlace();
  const events = withStore(place, ({ reads }) =>
    all(reads.page({ filter: EVERYTHING, order: 'recorded', limit: 100, offset: 0, cursor: null })),
  ).items.toReversed();
  const chainId = withStore(place, ({ reads }) => reads.facts().chainId);
  withStore(stranger, () => undefined);
  const db = new Database(stranger.path);
  db.exec(
    `DROP TRIGGER chain_is_fixed_update; DELETE FROM head; UPDATE chain SET id = x'${chainId}'`,
  );
  db.close();
  withStore(stranger, ({ writes }) => {
    for (const { seq, recordedAt: _at, batch: _batch, hash: _hash, ...event } of events) {
      writes.record([{ ...event, message: seq === 4 ? 'never happened' : event.message }]);
    }
  });
  const path = join(place.folder, 'rewritten.db');
  copyFileSync(stranger.path, path);
  return { ...place, path };
}

describe('a history that was written anew under another key', () => {
  it('is found by the anchor', async () => {
    const { place } = cuttable();
    expect(await verified(rewritten(place))).toMatchObject({ verdict: 'tampered', firstBad: 10 });
  });

  it('is never intact without evidence: its key is known from itself only', async () => {
    const { place } = cuttable();
    const copy = rewritten(place);
    forgetAnchors(place);
    expect(await verified(copy)).toMatchObject({
      verdict: 'undecided',
      trust: { mode: 'none', key: 'unknown' },
    });
  });

  it('is doubted where it agrees with a seal and goes on under an unknown key', async () => {
    const { place, seal } = cuttable();
    const elsewhere = { ...place, open: { stateFolder: join(place.folder, 'colleague') } };
    withStore(elsewhere, ({ writes }) => writes.record(makeEvents(2)));
    forgetAnchors(place);
    expect(await verified(place, { seals: [seal] })).toMatchObject({
      verdict: 'undecided',
      trust: { mode: 'seal', upToSeq: 10, key: 'unknown' },
    });
    // The colleague knows the key, and has seen the store last.
    expect(await verified(elsewhere)).toMatchObject({ verdict: 'intact' });
  });
});

describe('a seal', () => {
  it('of another store says nothing about this one', async () => {
    const { place } = cuttable();
    const other = tempStore();
    other.writes.record(makeEvents(2));
    expect(await verified(place, { seals: [sealInto(other)] })).toMatchObject({
      verdict: 'undecided',
      reason: 'The seal seal.json is of another store, so it says nothing about this one.',
    });
  });

  it.each([
    ['seq', { seq: 9 }],
    ['retained', { retained: 9 }],
    ['time', { at: '2020-01-01T00:00:00.000Z' }],
    ['chain', { chain: '0'.repeat(32) }],
    ['link', { link: Buffer.alloc(32).toString('base64') }],
    ['key', { publicKey: Buffer.alloc(32).toString('base64') }],
    ['name of the key', { keyId: '0'.repeat(16) }],
  ])('is refused when its %s was changed', async (_, changes) => {
    const { place, seal } = cuttable();
    writeFileSync(seal, changedJson(seal, changes));
    const failure = await rejectionOf(verified(place, { seals: [seal] }));
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.message).toContain('seal.json');
  });

  it.each([
    ['is not there', null, 'FILE_UNREADABLE'],
    ['is no JSON', 'hello', 'FILE_UNRECOGNISED'],
    ['is something else', '{"seq": 1}', 'FILE_UNRECOGNISED'],
    ['is too long', ' '.repeat(100_000), 'FILE_UNRECOGNISED'],
  ])('is refused when it %s', async (_, text, code) => {
    const { place, seal } = cuttable();
    if (text === null) renameSync(seal, `${seal}.away`);
    else writeFileSync(seal, text);
    expect((await rejectionOf(verified(place, { seals: [seal] }))).code).toBe(code);
  });
});

describe('evidence about events that were pruned since', () => {
  /** Events 1 to 6 are gone; the first seal stands in the middle of them, the second after. */
  function pruned(): { store: TempStore; inside: string; after: string } {
    const store = tempStore();
    store.writes.record(makeEvents(3));
    const inside = sealInto(store, 'inside.json');
    store.writes.record(makeEvents(2));
    prune(store);
    return { store, inside, after: sealInto(store, 'after.json') };
  }

  it('cannot be compared, and is no reason for alarm', async () => {
    const { store, inside, after } = pruned();
    const verification = await verified(store, { seals: [inside, after] });
    expect(verification).toMatchObject({ verdict: 'intact', range: { pruned: 6 } });
    expect(verification.sealed.filter(({ kind }) => kind === 'seal')).toMatchObject([
      { name: 'inside.json', seq: 4, agrees: 'unknown' },
      { name: 'after.json', agrees: 'yes' },
    ]);
    expect(verification.unknown.join(' ')).toContain('6 pruned events');
  });

  it('leaves it undecided where there is no other', async () => {
    const { store, inside } = pruned();
    forgetAnchors(store);
    expect(await verified(store, { seals: [inside] })).toMatchObject({
      verdict: 'undecided',
      reason: expect.stringContaining('was pruned since') as unknown,
    });
  });

  it('contradicts the checkpoint that stays, where it tells of another history', async () => {
    const { store, inside } = pruned();
    const seal = parseSeal(readFileSync(inside, 'utf8'), 'inside.json');
    const key = loadSigningKey(store.open.stateFolder);
    const other = { ...seal, link: Buffer.alloc(32, 1), at: Date.parse(seal.at) };
    writeFileSync(inside, printSeal(makeSeal(key, Buffer.from(seal.chain, 'hex'), other)));
    expect(await verified(store, { seals: [inside] })).toMatchObject({
      verdict: 'tampered',
      firstBad: 4,
    });
  });
});

describe('a verification', () => {
  it('tells how far it is, and changes nothing', async () => {
    const { place } = cuttable();
    const { stored } = linksOf(place.path);
    const told: unknown[] = [];
    await verified(place, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ done: 10, total: 10 }]);
    expect(linksOf(place.path).stored).toEqual(stored);
    expect(existsSync(`${place.path}-journal`)).toBe(false);
  });
});
