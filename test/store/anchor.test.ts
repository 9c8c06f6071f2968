import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { AnchorKeeper, readAnchor, readAnchors } from '../../src-main/store/chain/anchor.ts';
import { makeEvent } from '../support/make-event.ts';
import { tempStore } from '../support/temp-store.ts';
import { linksOf } from './support/chain-model.ts';

describe('the anchor of a store', () => {
  it('names the head after every commit, in a file that only the owner can read', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    const path = join(store.open.stateFolder, 'anchors', chainId);
    for (const seq of [1, 2]) {
      store.writes.record([makeEvent()]);
      expect(readAnchor(store.open.stateFolder, chainId)).toMatchObject({
        chain: chainId,
        seq,
        link: linksOf(store.path).stored[seq - 1],
      });
    }
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(join(store.open.stateFolder, 'anchors'))).toEqual([chainId]);
  });

  it('remembers the first head that this operator has seen', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    const { stateFolder } = store.open;
    const created = readAnchor(stateFolder, chainId)?.since;
    expect(created).toMatchObject({ seq: 0 });
    store.writes.record([makeEvent()]);
    expect(readAnchor(stateFolder, chainId)).toMatchObject({ seq: 1, since: created });
    const elsewhere = { ...store, open: { stateFolder: join(store.folder, 'colleague') } };
    tempStore(elsewhere).writes.record([makeEvent()]);
    expect(readAnchor(elsewhere.open.stateFolder, chainId)).toMatchObject({
      seq: 2,
      since: { seq: 2, link: linksOf(store.path).stored[1] },
    });
    // Made before the colleague's, and carried on from where it stood.
    store.writes.record([makeEvent()]);
    expect(readAnchor(stateFolder, chainId)).toMatchObject({ seq: 3, since: created });
  });

  it('is carried on where an early version wrote it', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    store.writes.record([makeEvent()]);
    const { seq, link, at } = readAnchor(store.open.stateFolder, chainId) ?? {};
    const early = { chain: chainId, seq, link, at };
    writeFileSync(join(store.open.stateFolder, 'anchors', chainId), JSON.stringify(early));
    store.writes.record([makeEvent()]);
    expect(readAnchor(store.open.stateFolder, chainId)).toMatchObject({
      seq: 2,
      since: { seq, link, at },
    });
  });

  it('is not moved back by a program whose commit was overtaken', () => {
    const store = tempStore();
    const chain = store.reads.facts().chainId;
    store.writes.record([makeEvent(), makeEvent()]);
    const { stored } = linksOf(store.path);
    const late = new AnchorKeeper(store.open.stateFolder, chain, () => ({
      headSeq: 2,
      linkAt: (seq) => stored[seq - 1] ?? null,
    }));
    late.moveTo({ seq: 1, link: stored[0] ?? '', at: 0 });
    expect(readAnchor(store.open.stateFolder, chain)).toMatchObject({ seq: 2 });
  });

  it('is kept under another name where the store contradicts it', () => {
    const store = tempStore();
    const chain = store.reads.facts().chainId;
    store.writes.record([makeEvent(), makeEvent()]);
    const link = linksOf(store.path).stored[1] ?? '';
    for (const linkAt of [() => null, () => 'another']) {
      const before = readAnchor(store.open.stateFolder, chain);
      const keeper = new AnchorKeeper(store.open.stateFolder, chain, () => ({
        headSeq: linkAt() === null ? 1 : 9,
        linkAt,
      }));
      keeper.moveTo({ seq: 1, link: 'short', at: 5 });
      expect(readAnchors(store.open.stateFolder)).toContainEqual(before);
      expect(readAnchor(store.open.stateFolder, chain)).toMatchObject({ since: { seq: 1, at: 5 } });
    }
    const names = readdirSync(join(store.open.stateFolder, 'anchors')).toSorted();
    expect(names).toEqual([
      chain,
      `${chain}.contradicted-1-short`,
      `${chain}.contradicted-2-${link.slice(0, 8)}`,
    ]);
  });

  it('is none where there is none, or no readable one', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    const path = join(store.open.stateFolder, 'anchors', chainId);
    expect(readAnchor(store.open.stateFolder, 'other')).toBeNull();
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
    expect(readAnchor(store.open.stateFolder, chainId)).toBeNull();
  });

  it('does not fail what was recorded when it cannot be written, and says so once', () => {
    const store = tempStore();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      rmSync(store.open.stateFolder, { recursive: true });
      writeFileSync(store.open.stateFolder, 'no folder any more');
      expect(store.writes.record([makeEvent({ id: 'kept' })])).toEqual([
        { id: 'kept', seq: 1, isNew: true },
      ]);
      store.writes.record([makeEvent()]);
      expect(store.reads.facts()).toMatchObject({ events: 2, headSeq: 2 });
      expect(said).toHaveBeenCalledOnce();
    } finally {
      said.mockRestore();
    }
  });
});
