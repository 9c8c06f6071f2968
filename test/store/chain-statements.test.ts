import { generateKeyPairSync, sign } from 'node:crypto';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTempFolder, removeFolder, storePlace } from '../support/temp-store.ts';
import { linksOf } from './support/chain-model.ts';
import { SAMPLE, checkTampered, fillSample, tamperedCopy } from './support/tamper.ts';

const folder = makeTempFolder();
const whole = storePlace(folder);
beforeAll(() => fillSample(whole));
afterAll(() => removeFolder(folder));

/** One other value for every column that a signature covers. */
const CHANGES = [
  'link = zeroblob(32)',
  'retained = retained - 1',
  'retained = 9223372036854775807',
  'pruned = pruned + 1',
  'at = at + 1',
  'at = 9223372036854775807',
  'at = -9000000000000000',
  `key_id = 'nobody'`,
  'signature = zeroblob(64)',
  `signature = x''`,
] as const;

describe('a checkpoint', () => {
  it.each([...CHANGES, 'previous = randomblob(32)'])('does not hold after %s', (change) => {
    const check = checkTampered(whole, `UPDATE checkpoint SET ${change}`);
    expect(check).toMatchObject({ firstBad: SAMPLE.checkpoint });
  });

  it.each([
    ['before the first event', 0],
    ['far before', -5],
    ['over an event without one', 12],
    ['after the last event', SAMPLE.events + 1],
  ])('is found when it was copied %s', (_, seq) => {
    const check = checkTampered(
      whole,
      `INSERT INTO checkpoint SELECT ${seq}, link, retained, pruned, at, previous, key_id, signature
       FROM checkpoint`,
    );
    expect(check.firstBad).not.toBeNull();
  });
});

describe('the head', () => {
  it.each([
    ...CHANGES,
    `seq = seq - 1, link = (SELECT link FROM event WHERE event.seq = head.seq - 1),
     retained = retained - 1`,
  ])('does not hold after %s', (change) => {
    const check = checkTampered(whole, `UPDATE head SET ${change}`);
    expect(check.firstBad).not.toBeNull();
    expect(check.reason).not.toBe('');
  });

  it('does not hold when it is behind', () => {
    const check = checkTampered(whole, 'UPDATE head SET seq = 12');
    expect(check.firstBad).not.toBeNull();
  });

  it('does not hold when it is ahead', () => {
    const check = checkTampered(whole, 'UPDATE head SET seq = 1000');
    expect(check).toMatchObject({ firstBad: SAMPLE.events + 1 });
  });

  it('is missed', () => {
    expect(checkTampered(whole, 'DELETE FROM head')).toMatchObject({ firstBad: 0 });
  });

  it('does not hold when it was signed again with a key that says it is the operator’s', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const check = checkTampered(whole, (db) => {
      const text = signedText(db);
      db.prepare('UPDATE head SET signature = ?').run(sign(null, Buffer.from(text), privateKey));
    });
    expect(check).toMatchObject({ firstBad: SAMPLE.events });
  });
});

describe('events that were changed and chained anew, without the key', () => {
  it.each([
    ['before a checkpoint', 12, SAMPLE.checkpoint],
    ['after the last checkpoint', SAMPLE.events - 2, SAMPLE.events],
    ['at the end', SAMPLE.events, SAMPLE.events],
  ])('are found %s', (_, seq, firstBad) => {
    const place = tamperedCopy(whole, (db) => {
      db.prepare(`UPDATE event SET message = 'never happened' WHERE seq = ?`).run(seq);
    });
    const { computed } = linksOf(place.path);
    const check = checkTampered(place, (db) => {
      for (const [index, link] of computed.entries()) {
        db.prepare('UPDATE event SET link = ? WHERE seq = ?').run(
          Buffer.from(link, 'hex'),
          index + 1,
        );
      }
    });
    expect(check).toMatchObject({ firstBad });
  });
});

describe('the keys and the chain id', () => {
  it.each([
    ['another public key', 'UPDATE signing_key SET public_key = randomblob(32)', SAMPLE.checkpoint],
    ['a public key of no bytes', `UPDATE signing_key SET public_key = x''`, SAMPLE.checkpoint],
    ['no public key', 'DELETE FROM signing_key', SAMPLE.checkpoint],
    ['another chain id', 'UPDATE chain SET id = randomblob(16)', 1],
    ['no chain id', 'DELETE FROM chain', 0],
  ])('hold nothing after %s', (_, sql, firstBad) => {
    expect(checkTampered(whole, sql)).toMatchObject({ firstBad });
  });
});

/** The text of the head as it stands. */
function signedText(db: Database.Database): string {
  const row = db
    .prepare<[], { id: Buffer; seq: number; link: Buffer; retained: number; at: number }>(
      'SELECT chain.id, seq, link, retained, at FROM head, chain',
    )
    .get();
  if (!row) throw new Error('no head');
  const { id, seq, link, retained, at } = row;
  const time = new Date(at).toISOString();
  return `annals.head.v1\n${id.toString('hex')}\n${seq}\n${link.toString('base64')}\n${retained}\n0\n${time}\n`;
}
