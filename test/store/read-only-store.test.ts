import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEvent } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { canDropRights, runChild } from './support/child.ts';
import type { ChildAnswer } from './support/child.ts';
import { fingerprint } from './support/files.ts';

/** A closed store of one event, and a state folder that anybody may write to. */
function closedStore(): StorePlace {
  const place = storePlace();
  const store = tempStore(place);
  store.writes.record([makeEvent()]);
  store.close();
  chmodSync(place.folder, 0o755);
  const stateFolder = join(place.folder, 'state-of-nobody');
  mkdirSync(stateFolder);
  chmodSync(stateFolder, 0o777);
  return { ...place, open: { stateFolder } };
}

/** Asks as a user for whom permissions hold; root may do anything. */
const options = { asNobody: canDropRights() };

function failureIn(answer: ChildAnswer) {
  if (answer.ok) throw new Error(`it did not fail: ${JSON.stringify(answer.value)}`);
  return answer.failure;
}

describe('a store whose file may only be read', () => {
  it('refuses to be written to, and can be read where SQLite can write beside it', async () => {
    const place = closedStore();
    chmodSync(place.path, 0o444);
    chmodSync(place.folder, 0o777);
    const written = failureIn(await runChild('record', place, 'no', options));
    expect(written.code).toBe('STORE_READONLY');
    expect(written.message).toContain(place.path);
    expect(written.hint).not.toBe('');
    expect(await runChild('facts', place, '', options)).toMatchObject({
      ok: true,
      value: { events: 1 },
    });
  });

  it('says so where SQLite cannot write beside it either', async () => {
    const place = closedStore();
    chmodSync(place.path, 0o444);
    chmodSync(place.folder, 0o555);
    const before = fingerprint(place.folder);
    for (const command of ['record', 'facts'] as const) {
      const failure = failureIn(await runChild(command, place, '', options));
      expect(failure.code).toBe('STORE_READONLY');
      expect(failure.message).toContain(place.path);
      expect(failure.hint).toContain('permissions');
    }
    chmodSync(place.folder, 0o755);
    expect(fingerprint(place.folder)).toEqual(before);
  });

  it('can be read there while the program that may write has it open', async () => {
    const place = closedStore();
    const writer = tempStore({ ...place, open: { stateFolder: join(place.folder, 'state') } });
    writer.writes.record([makeEvent()]);
    for (const suffix of ['', '-wal', '-shm']) chmodSync(`${place.path}${suffix}`, 0o644);
    expect(await runChild('facts', place, '', options)).toMatchObject({
      ok: true,
      value: { events: 2 },
    });
    expect(failureIn(await runChild('record', place, '', options)).code).toBe('STORE_READONLY');
  });
});

describe('a store that may not be read', () => {
  it('says so, for reading and for writing', async () => {
    const place = closedStore();
    chmodSync(place.path, 0o000);
    for (const command of ['record', 'facts'] as const) {
      const failure = failureIn(await runChild(command, place, '', options));
      expect(failure.code).toBe('STORE_READONLY');
      expect(failure.message).toContain('cannot be read');
    }
  });
});

describe('a folder that may not be written to', () => {
  it('gets no store, and nothing half made', async () => {
    const place = closedStore();
    mkdirSync(join(place.folder, 'closed'));
    chmodSync(join(place.folder, 'closed'), 0o555);
    const path = join(place.folder, 'closed', 'new.db');
    const failure = failureIn(await runChild('record', { ...place, path }, '', options));
    expect(failure.code).toBe('STORE_READONLY');
    expect(failure.message).toContain(path);
    expect([...fingerprint(join(place.folder, 'closed')).keys()]).toEqual([]);
  });

  it('that should hold the key is named', async () => {
    const place = closedStore();
    chmodSync(place.open.stateFolder, 0o555);
    chmodSync(place.path, 0o666);
    chmodSync(place.folder, 0o777);
    const failure = failureIn(await runChild('record', place, '', options));
    expect(failure.code).toBe('STORE_UNAVAILABLE');
    expect(failure.message).toContain(place.open.stateFolder);
  });
});
