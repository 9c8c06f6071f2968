import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FallbackFile } from '../../src-main/recorder/fallback-file.ts';
import { makeEvent } from '../support/make-event.ts';
import { storePlace, tempFolder } from '../support/temp-store.ts';
import { eventsOf, testRecorder } from './support/recorders.ts';

const event = (id: string) => ({ ...makeEvent(), id });
const fileIn = (folder = tempFolder(), maxBytes?: number) =>
  new FallbackFile(join(folder, 'deep', 'kept.jsonl'), maxBytes);
const idsOf = (file: FallbackFile) => file.claim()?.events.map(({ id }) => id);

describe('the fallback file', () => {
  it('keeps events as lines of JSON that only their owner can read', () => {
    const file = fileIn();
    expect(file.append(event('a'))).toBe(true);
    expect(file.append(event('b'))).toBe(true);
    const lines = readFileSync(file.path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([event('a'), event('b')]);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  it('has nothing where nothing was kept', () => {
    expect(fileIn().claim()).toBeNull();
  });

  it('gives what was kept until it is told to forget it', () => {
    const file = fileIn();
    file.append(event('a'));
    expect(idsOf(file)).toEqual(['a']);
    file.append(event('b'));
    const kept = file.claim();
    expect(kept?.events.map(({ id }) => id)).toEqual(['a']);
    expect(kept?.forget()).toBe(true);
    expect(idsOf(file)).toEqual(['b']);
  });

  it('does not forget what came after it was read', () => {
    const file = fileIn();
    file.append(event('a'));
    const kept = file.claim();
    const [claimed = ''] = readdirSync(join(file.path, '..'));
    writeFileSync(join(file.path, '..', claimed), `${JSON.stringify(event('late'))}\n`, {
      flag: 'a',
    });
    expect(kept?.forget()).toBe(false);
    expect(idsOf(file)).toEqual(['a', 'late']);
  });

  it('leaves out a line that a crash cut short, and what is no event', () => {
    const file = fileIn();
    file.append(event('a'));
    const damaged = `{"id":"b"}\n[]\n${JSON.stringify(event('c'))}\n${JSON.stringify(event('d')).slice(0, 40)}`;
    writeFileSync(file.path, damaged, { flag: 'a' });
    expect(idsOf(file)).toEqual(['a', 'c']);
  });

  it('does not grow beyond its size', () => {
    const file = fileIn(tempFolder(), 2_000);
    const kept = Array.from({ length: 10 }, (_, index) => file.append(event(`e${index}`)));
    expect(kept.filter(Boolean).length).toBeGreaterThan(0);
    expect(kept.at(-1)).toBe(false);
    expect(statSync(file.path).size).toBeLessThanOrEqual(2_000);
  });
});

describe('a crash after kept events were recorded, and before they were forgotten', () => {
  it('adds nothing twice', () => {
    const place = storePlace();
    const folder = join(place.folder, 'kept');
    const fallbackFile = join(folder, 'kept.jsonl');
    const file = new FallbackFile(fallbackFile);
    for (const id of ['a', 'b']) file.append(event(id));
    cpSync(folder, join(place.folder, 'copy'), { recursive: true });
    expect(testRecorder(place, { fallbackFile }).flush()).toBe(true);
    expect(readdirSync(folder)).toEqual([]);

    // As if the file had not been removed; claimed already, as a crash would leave it.
    cpSync(join(place.folder, 'copy', 'kept.jsonl'), `${fallbackFile}.claimed`);
    file.append(event('c'));
    expect(testRecorder(place, { fallbackFile }).flush()).toBe(true);
    expect(eventsOf(place).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(readdirSync(folder)).toEqual([]);
  });
});
