import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { writeSeal } from '../../src-main/store/verify/seal-file.ts';
import { makeEvents } from '../support/make-event.ts';
import { makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { OPERATOR, makeBundle, runVerifier, verdictOf } from './support/bundle.ts';

let place: StorePlace;
let other: StorePlace;
let path: string;
let key: string;

/** Seals a store where it stands. */
function seal(of: StorePlace, name: string): string {
  const { writes, close } = openStore(of);
  const file = join(of.folder, name);
  writeSeal(file, writes.seal({ operator: OPERATOR }).seal);
  close();
  return file;
}

function record(of: StorePlace, count: number): void {
  const { writes, close } = openStore(of);
  writes.record(makeEvents(count));
  close();
}

beforeAll(async () => {
  place = storePlace(makeTempFolder());
  record(place, 5);
  seal(place, 'within.json');
  record(place, 1_100);
  const bundle = await makeBundle(place, { ranges: [{ first: 3, last: 20 }] });
  ({ path, key } = bundle);
  record(place, 10);
  seal(place, 'later.json');
  other = storePlace(makeTempFolder());
  record(other, 5);
  seal(other, 'other.json');
});
afterAll(() => {
  removeFolder(place.folder);
  removeFolder(other.folder);
});

describe('the verifier', () => {
  it('names the keys that signed, and says that they are to be compared', async () => {
    const verdict = await verdictOf(path);
    expect(verdict.trust).toEqual({ mode: 'bundle', keys: { events: key, manifest: key } });
    expect(verdict.reason).toContain('if the key is the operator’s');
    expect(verdict.unknown[0]).toContain('compare it');
    expect(verdict.made).toMatchObject({ operator: OPERATOR, timeZone: 'Europe/Berlin' });
  });

  it('takes the fingerprint that the operator told, in full, in part, or in groups', async () => {
    const grouped = key.toUpperCase().replaceAll(/(.{4})/gu, '$1 ');
    for (const named of [key, key.slice(0, 16), grouped, key.replaceAll(/(..)(?=.)/gu, '$1:')]) {
      const verdict = await verdictOf(path, '--key', named);
      expect(verdict).toMatchObject({ verdict: 'intact', trust: { mode: 'key' } });
    }
  });

  it('calls a bundle tampered that another key signed than the one that was named', async () => {
    const verdict = await verdictOf(path, '--key', '0'.repeat(64));
    expect(verdict).toMatchObject({ verdict: 'tampered', firstBad: null });
    expect(verdict.reason).toContain(key);
  });

  it('takes nothing shorter for a fingerprint, and least of all nothing', async () => {
    for (const named of ['', ' ', key.slice(0, 15), `${key}0`, 'olga']) {
      const verdict = await verdictOf(path, `--key=${named}`);
      expect(verdict).toMatchObject({ verdict: 'undecided' });
    }
  });

  it('decides nothing where it was called wrongly', async () => {
    for (const args of [['--kye', key], [path, path], ['--key']]) {
      const { code, stdout, stderr } = await runVerifier(args);
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).not.toBe('');
    }
  });

  it('rests on a seal that stands within the range', async () => {
    const verdict = await verdictOf(path, '--seal', join(place.folder, 'within.json'));
    expect(verdict).toMatchObject({ verdict: 'intact', trust: { mode: 'seal' } });
    expect(verdict.sealed).toMatchObject([{ file: 'within.json', seq: 6 }]);
  });

  it('knows the key by a seal that stands elsewhere in the same chain', async () => {
    const verdict = await verdictOf(path, '--seal', join(place.folder, 'later.json'));
    expect(verdict).toMatchObject({ verdict: 'intact', trust: { mode: 'key' }, sealed: [] });
  });

  it('decides nothing by a seal of another store, by one that was changed, or by none', async () => {
    const changed = join(place.folder, 'changed.json');
    const { seal: genuine, close } = sealOnly(place);
    close();
    writeFileSync(changed, JSON.stringify({ ...genuine, seq: 7 }));
    for (const file of [
      join(other.folder, 'other.json'),
      changed,
      path,
      join(place.folder, 'no'),
    ]) {
      expect(await verdictOf(path, '--seal', file)).toMatchObject({ verdict: 'undecided' });
    }
  });

  it('finds another history of the same chain, even one that was signed with the same key', async () => {
    const folder = makeTempFolder();
    const [genuine, forged] = ['genuine.db', 'forged.db'].map((name) => ({
      ...storePlace(folder),
      path: join(folder, name),
    }));
    if (!genuine || !forged) throw new Error('two places were made');
    record(genuine, 3);
    copyFileSync(genuine.path, forged.path);
    record(genuine, 5);
    const sealed = seal(genuine, 'sealed.json');
    record(forged, 20);
    const bundle = await makeBundle(forged, { filter: EVERYTHING });
    expect(await verdictOf(bundle.path)).toMatchObject({ verdict: 'intact' });
    expect(await verdictOf(bundle.path, '--seal', sealed)).toMatchObject({
      verdict: 'tampered',
      firstBad: 9,
    });
    removeFolder(folder);
  });

  it('ends with 0, 1 or 4, and tells people the same as programs', async () => {
    const intact = await runVerifier([path, '--key', key]);
    expect([intact.code, intact.stdout.split(':')[0]]).toEqual([0, 'INTACT']);
    const tampered = await runVerifier([path, '--key', 'f'.repeat(16)]);
    expect([tampered.code, tampered.stdout.split(':')[0]]).toEqual([1, 'TAMPERED']);
    const undecided = await runVerifier([join(place.folder, 'nothing.zip')]);
    expect([undecided.code, undecided.stdout.split(':')[0]]).toEqual([4, 'UNDECIDED']);
  });
});

function sealOnly(of: StorePlace): { readonly seal: object; readonly close: () => void } {
  const { writes, close } = openStore(of);
  return { seal: writes.seal({ operator: OPERATOR }).seal, close };
}
