import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../src-main/bundle/verify.mjs';
import { makeTempFolder, removeFolder, storePlace } from '../support/temp-store.ts';
import { VERIFIER, makeBundle, runVerifier } from './support/bundle.ts';
import { fillEvidence, inCategory } from './support/evidence-store.ts';
import { unzip, zipOf } from './support/zip.ts';
import type { ZipEntry } from './support/zip.ts';

let folder: string;
let bundle: string;
let entries: readonly ZipEntry[];

beforeAll(async () => {
  folder = makeTempFolder();
  const place = storePlace(folder);
  fillEvidence(place);
  bundle = (await makeBundle(place, { filter: inCategory('case') })).path;
  entries = [...unzip(bundle)].map(([name, bytes]) => ({ name, bytes }));
});
afterAll(() => removeFolder(folder));

/** The files of a zip, to be compared. */
function textsOf(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...unzip(path)].map(([name, bytes]) => [name, bytes.toString('base64')]),
  );
}

function verdictOnBytes(bytes: Uint8Array): ReturnType<typeof verifyBundle> {
  const path = join(folder, 'hostile.zip');
  writeFileSync(path, bytes);
  return verifyBundle(path);
}

/** The same zip, with other claims about one file. */
function claiming(name: string, claims: ZipEntry['claims']): Buffer {
  return zipOf(entries.map((entry) => (entry.name === name ? { ...entry, claims } : entry)));
}

describe('a zip that lies', () => {
  it('is not what the plain one is', async () => {
    expect(await verdictOnBytes(zipOf(entries))).toMatchObject({ verdict: 'intact' });
  });

  it.each([
    '../evil',
    '/etc/cron.d/evil',
    'C:\\evil',
    'a/../../b',
    'verify.mjs/',
    'events.jsonl\0',
  ])('is refused for the name %j', async (name) => {
    const before = readdirSync(folder).toSorted();
    const verdict = await verdictOnBytes(zipOf([...entries, { name, bytes: Buffer.from('x') }]));
    expect(verdict).toMatchObject({ verdict: 'undecided', firstBad: null });
    expect(readdirSync(folder).toSorted()).toEqual(
      [...new Set([...before, 'hostile.zip'])].toSorted(),
    );
  });

  it('is refused where it has a file twice', async () => {
    for (const { name } of entries) {
      const twice = zipOf([...entries, { name, bytes: Buffer.from('another') }]);
      expect(await verdictOnBytes(twice)).toMatchObject({ verdict: 'undecided' });
    }
  });

  it('is refused where its directory and its entries name different files', async () => {
    const verdict = await verdictOnBytes(claiming('review.jsonl', { localName: 'rewiev.jsonl' }));
    expect(verdict).toMatchObject({ verdict: 'undecided' });
  });

  it('is refused where files are encrypted or packed in another way', async () => {
    for (const claims of [{ flags: 1 }, { method: 12 }, { method: 99 }]) {
      expect(await verdictOnBytes(claiming('events.jsonl', claims))).toMatchObject({
        verdict: 'undecided',
      });
    }
  });

  it('is refused where files lie outside of it', async () => {
    for (const claims of [{ packed: 0x7fffffff }, { offset: 0x7fffffff }]) {
      expect(await verdictOnBytes(claiming('chain.jsonl', claims))).toMatchObject({
        verdict: 'undecided',
      });
    }
  });

  it('is refused where it claims to hold more than anybody could want', async () => {
    const bomb = entries.map((entry) => ({ ...entry, claims: { size: 0xfffffffe } }));
    const huge = zipOf([...bomb, ...Array.from({ length: 20 }, () => bomb[0] ?? raise())]);
    expect(await verdictOnBytes(huge)).toMatchObject({ verdict: 'undecided' });
  });

  it('is found out where a file is longer or shorter than it claims', async () => {
    for (const { name, bytes } of entries) {
      for (const size of [bytes.length - 1, bytes.length + 1]) {
        if (size < 0) continue;
        const verdict = await verdictOnBytes(claiming(name, { size }));
        expect(verdict.verdict, `${name} ${size}`).not.toBe('intact');
      }
    }
  });

  it('does not unpack a bomb any further than it claims', async () => {
    // 200 MB of line feeds, in 200 kB.
    const bytes = Buffer.alloc(200_000_000, '\n');
    const packed = deflateRawSync(bytes);
    expect(packed.length).toBeLessThan(400_000);
    const name = 'events.jsonl';
    const bomb = entries.map((entry) =>
      entry.name === name ? { name, bytes, claims: { size: 10_000 } } : entry,
    );
    expect(await verdictOnBytes(zipOf(bomb))).toMatchObject({ verdict: 'tampered' });
  });

  it('is refused where its end is missing, wherever that begins', async () => {
    const whole = readFileSync(bundle);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
        const { verdict } = await verdictOnBytes(whole.subarray(0, length));
        expect(verdict).toBe('undecided');
      }),
      { numRuns: 100 },
    );
  });

  it('is never called intact for bytes that differ in what they say', async () => {
    const whole = readFileSync(bundle);
    const genuine = textsOf(bundle);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const { verdict } = await verdictOnBytes(bytes);
        // Times and modes of a zip say nothing: then the files are those that they were.
        if (verdict === 'intact') expect(textsOf(join(folder, 'hostile.zip'))).toEqual(genuine);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where it is no zip at all', async () => {
    for (const bytes of ['', 'PK', 'x'.repeat(100), '\0'.repeat(1_000)]) {
      expect(await verdictOnBytes(Buffer.from(bytes))).toMatchObject({ verdict: 'undecided' });
    }
  });
});

describe('a folder', () => {
  /** An unpacked bundle. */
  function unpacked(name: string): string {
    const path = join(folder, name);
    mkdirSync(path);
    for (const { name: file, bytes } of entries) writeFileSync(join(path, file), bytes);
    return path;
  }

  it('verifies as its zip does, by the verifier that lies in it', async () => {
    const path = unpacked('plain');
    const { code, stdout, stderr } = await runVerifier(['--json'], join(path, 'verify.mjs'));
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(await verifyBundle(bundle));
  });

  it('may hold other files, which are named and not looked at', async () => {
    const path = unpacked('more');
    writeFileSync(join(path, 'notes.txt'), 'mine');
    const { verdict, unknown } = await verifyBundle(path);
    expect(verdict).toBe('intact');
    expect(unknown.at(-1)).toContain('notes.txt');
  });

  it('is refused where a file is missing, or a link to somewhere else', async () => {
    const path = unpacked('linked');
    removeFolder(join(path, 'events.jsonl'));
    expect(await verifyBundle(path)).toMatchObject({ verdict: 'undecided' });
    writeFileSync(
      join(folder, 'elsewhere'),
      entries.find(({ name }) => name === 'events.jsonl')?.bytes ?? '',
    );
    symlinkSync(join(folder, 'elsewhere'), join(path, 'events.jsonl'));
    expect(await verifyBundle(path)).toMatchObject({ verdict: 'undecided' });
  });
});

describe('the verifier', () => {
  it('is one file that needs nothing but what comes with Node, and no network', () => {
    const source = readFileSync(VERIFIER, 'utf8');
    const imported = [...source.matchAll(/\bfrom '([^']+)'|\bimport\(|\brequire\(/gu)].map(
      ([found, name]) => name ?? found,
    );
    expect(imported.toSorted()).toEqual([
      'node:crypto',
      'node:fs',
      'node:path',
      'node:process',
      'node:stream',
      'node:url',
      'node:util',
      'node:zlib',
    ]);
    expect(imported.every((name) => isBuiltin(name))).toBe(true);
    expect(source).not.toMatch(/\bfetch\(|WebSocket|child_process|writeFile|createWriteStream/u);
  });

  it('does not let a bundle steer the terminal', async () => {
    const place = storePlace(folder);
    const odd = await makeBundle(place, {
      filter: {
        ...inCategory('case'),
        terms: [{ field: 'category', values: ['case', '\u001B[2J\u{202E}'], negated: false }],
      },
    });
    const { stdout } = await runVerifier([odd.path]);
    expect(stdout).not.toMatch(/[\u001B\u{202E}]/u);
    expect(stdout).toContain('INTACT');
  });
});

function raise(): never {
  throw new Error('there is an entry');
}
