import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventSink, RecordInput } from '../../../src-main/recorder/event-sink.ts';
import { openRecorder } from '../../../src-main/recorder/recorder.ts';
import type { Recorder, RecorderOptions } from '../../../src-main/recorder/recorder.ts';
import { openReads } from '../../../src-main/store/open-store.ts';
import { all, storePlace } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';

/** A recorder of a program called “shop”, closed when the test ends. */
export function testRecorder(
  place: StorePlace = storePlace(),
  options: Partial<RecorderOptions> = {},
): Recorder {
  const recorder = openRecorder({
    store: place.path,
    stateFolder: place.open.stateFolder,
    application: 'shop',
    ...options,
  });
  onTestFinished(() => recorder.close());
  return recorder;
}

/** All events of a store, in the order in which they were recorded. */
export function eventsOf({ path, open }: StorePlace): readonly StoredEvent[] {
  const { reads, close } = openReads(path, open);
  try {
    const request = {
      filter: EVERYTHING,
      order: 'recorded',
      limit: 1_000,
      offset: 0,
      cursor: null,
    } as const;
    return all(reads.page(request)).items.toReversed();
  } finally {
    close();
  }
}

/** Bytes of every file below a folder, by its path. */
export function bytesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return new Map(paths.map((path) => [path, readFileSync(path)]));
}

/** A sink that only remembers. */
export function memorySink(): EventSink & { readonly events: RecordInput[]; flushes: number } {
  const events: RecordInput[] = [];
  return {
    events,
    flushes: 0,
    record: (event) => events.push(event),
    flush() {
      this.flushes += 1;
    },
  };
}
