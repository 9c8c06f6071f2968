import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDeepStrictEqual } from 'node:util';
import { makeTempFolder, removeFolder, storePlace } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { makeBundle } from './support/bundle.ts';
import {
  lines,
  replaced,
  signedAnew,
  verdictOn,
  withLines,
  withManifest,
} from './support/changed-bundle.ts';
import type { Files } from './support/changed-bundle.ts';
import { fillEvidence, inCategory } from './support/evidence-store.ts';
import { unzip } from './support/zip.ts';

interface ChainLine {
  readonly seq?: number;
  readonly in?: boolean;
  readonly leaves?: readonly [number, number];
  readonly pruned?: readonly [number, number];
}

let folder: string;
let place: StorePlace;
let files: Files;
let chain: readonly ChainLine[];
let chosen: readonly number[];
let imported: readonly number[];

beforeAll(async () => {
  folder = makeTempFolder();
  place = storePlace(folder);
  fillEvidence(place);
  files = unzip((await makeBundle(place, { filter: inCategory('case') })).path);
  chain = lines(files, 'chain.jsonl').map((line) => JSON.parse(line) as ChainLine);
  chosen = chain.flatMap(({ seq, in: isIn }) => (seq !== undefined && isIn === true ? [seq] : []));
  imported = lines(files, 'originals.jsonl').map(
    (line) => (JSON.parse(line) as { seq: number }).seq,
  );
});
afterAll(() => removeFolder(folder));

/** The event that a line of a file is about; null for files that are not about events. */
function seqOfLine(name: string, index: number): number | null {
  const line = chain[index];
  switch (name) {
    case 'chain.jsonl':
      return line?.seq ?? line?.leaves?.[0] ?? line?.pruned?.[0] ?? null;
    case 'events.jsonl':
      return chosen[index] ?? null;
    case 'originals.jsonl':
      return imported[index] ?? null;
    default:
      return null;
  }
}

/** The first whole event after the leaf with this index. */
function eventAfterLeaf(index: number): number {
  let left = index;
  const at = chain.findIndex(({ leaves }) => {
    if (leaves) left -= leaves[1] - leaves[0] + 1;
    return left < 0;
  });
  return chain.slice(at).find(({ seq }) => seq !== undefined)?.seq ?? Infinity;
}

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

describe('a changed bundle', () => {
  it('is what it was to begin with', async () => {
    expect(await verdictOn(folder, files)).toMatchObject({ verdict: 'intact' });
  });

  it('is found out by any bit of any file, with the event where it is about one', async () => {
    const place = fc
      .constantFrom(...files.keys())
      .filter((name) => files.get(name)?.length !== 0)
      .chain((name) =>
        fc.record({
          name: fc.constant(name),
          byte: fc.nat({ max: (files.get(name)?.length ?? 1) - 1 }),
          bit: fc.nat({ max: 7 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(place, async ({ name, byte, bit }) => {
        const before = files.get(name) ?? Buffer.alloc(0);
        const bytes = Buffer.from(before);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
        const verdict = await verdictOn(folder, replaced(files, name, bytes));
        expect(verdict.verdict).toBe('tampered');
        if (name === 'leaves.bin') expect(verdict.firstBad).toBe(eventAfterLeaf(byte >> 5));
        if (!name.endsWith('.jsonl')) return;
        const index = before.subarray(0, byte).toString('latin1').split('\n').length - 1;
        const isSameValue = isDeepStrictEqual(
          parsedOrNull(before.toString().split('\n')[index] ?? ''),
          parsedOrNull(bytes.toString().split('\n')[index] ?? ''),
        );
        expect(verdict.firstBad).toBe(isSameValue ? null : seqOfLine(name, index));
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('is found out by any event that is removed, wherever it was written', async () => {
    for (const [index, line] of chain.entries()) {
      const { seq } = line;
      if (seq === undefined) continue;
      let without: Files = withLines(
        files,
        'chain.jsonl',
        lines(files, 'chain.jsonl').toSpliced(index, 1),
      );
      const row = chosen.indexOf(seq);
      if (row !== -1)
        without = withLines(
          without,
          'events.jsonl',
          lines(files, 'events.jsonl').toSpliced(row, 1),
        );
      const verdict = await verdictOn(folder, signedAnew(without));
      expect(verdict).toMatchObject({ verdict: 'tampered', firstBad: seq });
    }
  });

  it('is found out by any two neighbouring lines that changed places, or one that is there twice', async () => {
    for (const name of ['chain.jsonl', 'events.jsonl', 'originals.jsonl']) {
      const before = lines(files, name);
      for (let index = 0; index + 1 < before.length; index += 1) {
        const [one = '', two = ''] = before.slice(index);
        const swapped = withLines(files, name, before.toSpliced(index, 2, two, one));
        const firstBad = seqOfLine(name, index);
        expect(await verdictOn(folder, swapped)).toMatchObject({ verdict: 'tampered', firstBad });
        const doubled = withLines(files, name, before.toSpliced(index, 0, one));
        const nextBad = seqOfLine(name, index + 1);
        expect(await verdictOn(folder, doubled)).toMatchObject({
          verdict: 'tampered',
          firstBad: nextBad,
        });
      }
    }
  });

  it('is found out by every file of another bundle of the same store', async () => {
    const other = unzip((await makeBundle(place, { filter: inCategory('other') })).path);
    for (const [name, bytes] of other) {
      if (bytes.equals(files.get(name) ?? Buffer.alloc(0))) continue;
      const mixed = replaced(files, name, bytes);
      expect(await verdictOn(folder, mixed), name).toMatchObject({ verdict: 'tampered' });
      expect(await verdictOn(folder, withManifest(mixed)), name).toMatchObject({
        verdict: 'tampered',
      });
    }
  });

  it('is found out where readable events were rewritten, however it was signed', async () => {
    const before = lines(files, 'events.jsonl');
    for (const [index, line] of before.entries()) {
      const event = { ...(JSON.parse(line) as object), actorName: 'Somebody Else' };
      const changed = withLines(files, 'events.jsonl', before.with(index, JSON.stringify(event)));
      expect(await verdictOn(folder, signedAnew(changed))).toMatchObject({
        verdict: 'tampered',
        firstBad: chosen[index],
      });
    }
  });

  it('is found out where notes were rewritten, unless its maker did that', async () => {
    const changed = replaced(files, 'review.jsonl', '');
    expect(await verdictOn(folder, changed)).toMatchObject({ verdict: 'tampered' });
    expect(await verdictOn(folder, withManifest(changed))).toMatchObject({ verdict: 'tampered' });
    const key = (JSON.parse(String(files.get('manifest.json'))) as { key: string }).key;
    const anew = withManifest(signedAnew(changed));
    expect(await verdictOn(folder, anew, { keys: [key] })).toMatchObject({ verdict: 'undecided' });
  });
});

describe('a changed prune', () => {
  /** The chain file with one line changed. */
  function withChainLine(index: number, line: unknown): Files {
    return withLines(
      files,
      'chain.jsonl',
      lines(files, 'chain.jsonl').with(index, JSON.stringify(line)),
    );
  }

  it('is found out where leaves are said to have been pruned, and the other way round', async () => {
    const leavesAt = chain.findIndex(({ leaves }) => leaves);
    const leaves = chain[leavesAt]?.leaves ?? [0, 0];
    const hidden = signedAnew(withChainLine(leavesAt, { pruned: leaves }));
    expect(await verdictOn(folder, hidden)).toMatchObject({
      verdict: 'tampered',
      firstBad: leaves[0],
    });
    const prunedAt = chain.findIndex(({ pruned }) => pruned);
    const pruned = chain[prunedAt]?.pruned ?? [0, 0];
    const invented = signedAnew(withChainLine(prunedAt, { leaves: pruned }));
    expect(await verdictOn(folder, invented)).toMatchObject({ verdict: 'tampered' });
  });

  it('is found out where a run is wider, narrower, or the last of the prune', async () => {
    const runs = files.get('runs.bin') ?? Buffer.alloc(0);
    for (let at = 0; at < runs.length; at += 80) {
      for (const [place, by] of [
        [0, -1],
        [0, 1],
        [8, -1],
        [8, 1],
      ] as const) {
        const changed = Buffer.from(runs);
        changed.writeBigInt64BE(runs.readBigInt64BE(at + place) + BigInt(by), at + place);
        const verdict = await verdictOn(folder, signedAnew(replaced(files, 'runs.bin', changed)));
        expect(verdict).toMatchObject({ verdict: 'tampered' });
      }
    }
    const shorter = replaced(files, 'runs.bin', runs.subarray(0, -80));
    expect(await verdictOn(folder, signedAnew(shorter))).toMatchObject({ verdict: 'tampered' });
  });

  it('is found out where the event that tells of it is not there', async () => {
    const proof = JSON.parse(String(files.get('proof.json'))) as { prunes: { act: number }[] };
    const acts = proof.prunes.map(({ act }) => act);
    proof.prunes = proof.prunes.map((prune) => ({ ...prune, act: prune.act + 1 }));
    const moved = signedAnew(replaced(files, 'proof.json', JSON.stringify(proof)));
    expect(acts).toHaveLength(2);
    expect(await verdictOn(folder, moved)).toMatchObject({ verdict: 'tampered' });
  });
});
