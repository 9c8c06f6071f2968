import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { RecordInput } from '../../src-main/recorder/event-sink.ts';
import type { Recorder } from '../../src-main/recorder/recorder.ts';
import { EXPORT_FORMATS, EXPORT_PROFILES } from '#shared/model/export.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import { exportTo } from '../store/export/support.ts';
import { startChild } from '../store/support/child.ts';
import { bytesBelow, eventsOf, testRecorder } from './support/recorders.ts';
import { formedSecret, keyedSecret } from './support/secrets.ts';

/** Every field of an event that can hold a text of the program's, and the helpers beside. */
const PLACES: Readonly<Record<string, (recorder: Recorder, text: string) => unknown>> = {
  message: (recorder, message) => recorder.record({ action: 'a', message }),
  action: (recorder, action) => recorder.record({ action }),
  category: (recorder, category) => recorder.record({ action: 'a', category }),
  intent: (recorder, intent) => recorder.record({ action: 'a', intent }),
  actor: (recorder, name) => recorder.record({ action: 'a', actor: { id: name, name } }),
  targets: (recorder, id) =>
    recorder.record({ action: 'a', targets: [{ type: id, id, name: id }] }),
  userAgent: (recorder, userAgent) => recorder.record({ action: 'a', userAgent }),
  addresses: (recorder, ip) => recorder.record({ action: 'a', ip, host: ip }),
  ids: (recorder, id) => recorder.record({ action: 'a', sessionId: id, correlationId: id }),
  errorFields: (recorder, text) =>
    recorder.record({ action: 'a', errorType: text, errorMessage: text, stackTrace: text }),
  metadata: (recorder, text) =>
    recorder.record({ action: 'a', metadata: { list: [{ text }], [text]: 1 } }),
  changes: (recorder, text) =>
    recorder.record({ action: 'a', changes: { old: { text }, new: { text } } }),
  error: (recorder, text) => recorder.error(new Error(text, { cause: new Error(text) })),
  thrown: (recorder, text) => recorder.error({ text }),
  exported: (recorder, id) =>
    recorder.exported({ format: id, noun: id, targets: [{ type: 't', id }] }),
  tooLong: (recorder, text) =>
    recorder.record({ action: 'a', message: 'a '.repeat(32_750) + text }),
};

/** One of each kind, the same ones at every run. */
const PLANTED = fc.sample(formedSecret, { numRuns: 60, seed: 4 });
const KEYED = fc.sample(keyedSecret, { numRuns: 40, seed: 4 });

function plantAll(recorder: Recorder): void {
  for (const [index, { text }] of PLANTED.entries()) {
    const places = Object.values(PLACES);
    places[index % places.length]?.(recorder, text);
  }
  for (const { key, secret } of KEYED) {
    const event: RecordInput = { action: 'a', metadata: { deep: [{ [key]: secret }] } };
    recorder.record(event);
    recorder.record({ ...event, metadata: {}, changes: { old: { [key]: secret }, new: {} } });
  }
}

function expectNoSecretBelow(folder: string): void {
  for (const [path, bytes] of bytesBelow(folder)) {
    for (const { secret, kind } of PLANTED) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        expect(bytes.includes(Buffer.from(secret, encoding)), `${kind} in ${path}`).toBe(false);
      }
    }
    for (const { secret, key } of KEYED)
      expect(bytes.includes(secret), `${key} in ${path}`).toBe(false);
  }
}

describe('planted secrets', () => {
  it('are in none of the bytes of the store and what lies beside it', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    plantAll(recorder);
    expect(recorder.failures).toBe(0);
    // While it is open, what was recorded last is in the write-ahead log.
    expect([...bytesBelow(place.folder).keys()].some((path) => path.endsWith('-wal'))).toBe(true);
    expectNoSecretBelow(place.folder);
    // Of a text that was too long, the secret may be what was cut off.
    const masked = eventsOf(place).filter(
      (event) => JSON.stringify(event).includes('[redacted]') || event.message.endsWith('…'),
    );
    expect(masked).toHaveLength(PLANTED.length + 2 * KEYED.length);
  });

  it('are in none of the bytes of what is exported, in any format or words', async () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    plantAll(recorder);
    recorder.close();
    const store = tempStore(place);
    for (const format of EXPORT_FORMATS) {
      for (const profile of EXPORT_PROFILES) {
        const name = `${profile}.${format}`;
        expect((await exportTo(store, name, { format, profile })).written).toBeGreaterThan(100);
      }
    }
    expectNoSecretBelow(place.folder);
  });

  it('are in none of the bytes of the fallback file', async () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.record({ action: 'before' });
    const lock = startChild('lock', place);
    await lock.printed(1);
    plantAll(recorder);
    expect([recorder.failures, recorder.lost]).toEqual([PLANTED.length + 2 * KEYED.length, 0]);
    expectNoSecretBelow(place.folder);
  });

  it.each(Object.entries(PLACES))('are masked in %s', (_, plant) => {
    const place = storePlace();
    plant(testRecorder(place), 'password=hunter2');
    const [event] = eventsOf(place);
    expect(JSON.stringify(event)).not.toContain('hunter2');
    expect(JSON.stringify(event)).toContain('[redacted]');
  });

  it('make an event sensitive where their key gave them away', () => {
    const place = storePlace();
    const recorder = testRecorder(place, { redact: { keys: ['kennwort'], patterns: [/X\d{6}/u] } });
    recorder.record({ action: 'a', metadata: { password: 'x' } });
    recorder.record({ action: 'a', changes: { old: { kennwort: 'x' }, new: { kennwort: 'y' } } });
    recorder.record({ action: 'a', message: 'customer X123456' });
    recorder.record({ action: 'a', sensitive: true });
    expect(eventsOf(place)).toMatchObject([
      { sensitive: true, metadata: { password: '[redacted]' } },
      { sensitive: true, changes: { old: { kennwort: '[redacted]' } } },
      { sensitive: false, message: 'customer [redacted]' },
      { sensitive: true },
    ]);
  });
});
