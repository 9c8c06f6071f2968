import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../src-main/bundle/verify.mjs';
import { removeFolder } from '../support/temp-store.ts';
import { sha256Of } from '../store/support/files.ts';
import { VERIFIER } from '../bundle/support/bundle.ts';
import { unzip } from '../bundle/support/zip.ts';
import { annals, ended, jsonOf, startAnnals } from './support/annals.ts';
import { SampleStore } from './support/sample.ts';

interface BundleJson {
  readonly matched: number;
  readonly written: number;
  readonly file: string;
  readonly sha256: string;
  readonly manifest: string;
  readonly key: string;
}

const sample = new SampleStore();
const FILTER = ['--outcome', 'failure'];

beforeAll(() => sample.fill(), 60_000);
afterAll(() => removeFolder(sample.home));

function inHome(name: string): string {
  return join(sample.home, name);
}

describe('annals bundle', () => {
  let made: BundleJson;

  beforeAll(async () => {
    made = (await sample.ask('bundle', '--out', 'failures.zip', ...FILTER)) as BundleJson;
  }, 60_000);

  it('says what it has written, as the other exports do', async () => {
    const count = await sample.count(...FILTER);
    const path = inHome('failures.zip');
    expect(made).toMatchObject({ matched: made.written, file: path, sha256: sha256Of(path) });
    expect(made.written).toBe(count);
    expect([...unzip(path).keys()]).toContain(made.manifest);
  });

  it('has exactly the events that match, and their originals', async () => {
    const files = unzip(inHome('failures.zip'));
    const ids = String(files.get('events.jsonl'))
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { id: string }).id);
    const listed = await sample.everyPage('query', ...FILTER);
    expect(ids.toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
    expect(String(files.get('originals.jsonl')).split('\n')).toHaveLength(ids.length + 1);
  });

  it('is an event of the trail, with the same SHA-256', async () => {
    const page = (await sample.ask('query', '--action', 'export')) as {
      items: { metadata: object; message: string }[];
    };
    expect(page.items[0]).toMatchObject({
      message: `Exported ${made.written.toLocaleString('en-US')} events as an evidence bundle`,
      metadata: { format: 'bundle', file: 'failures.zip', sha256: made.sha256 },
    });
  });

  it('makes what a plain Node verifies, and Annals too', async () => {
    const args = [inHome('failures.zip'), '--key', made.key, '--json'];
    const stdout = await new Promise<string>((resolve) => {
      execFile(process.execPath, [VERIFIER, ...args], (_error, output) => resolve(output));
    });
    const verdict: unknown = JSON.parse(stdout);
    expect(verdict).toMatchObject({ verdict: 'intact', events: made.written });
    const run = await annals(sample.home, ['verify', '--bundle', ...args]);
    expect([run.code, jsonOf(run)]).toEqual([0, verdict]);
  });

  it('has a verifier whose verdict becomes the exit code', async () => {
    const bytes = readFileSync(inHome('failures.zip'));
    writeFileSync(inHome('cut.zip'), bytes.subarray(0, -100));
    expect((await annals(sample.home, ['verify', '--bundle', 'cut.zip'])).code).toBe(4);
    const other = ['verify', '--bundle', 'failures.zip', '--key', '0'.repeat(16)];
    const { code, stdout } = await annals(sample.home, other);
    expect([code, stdout.split(':')[0]]).toEqual([1, 'TAMPERED']);
  });

  it('brings its events back by annals import', async () => {
    writeFileSync(inHome('events.jsonl'), unzip(inHome('failures.zip')).get('events.jsonl') ?? '');
    const again = ['import', 'events.jsonl', '--store', 'again.db', '--json'];
    const imported = jsonOf(await annals(sample.home, again));
    expect(imported).toMatchObject({ added: made.written, rejected: 0 });
  }, 60_000);

  it('refuses a file that is there, unless it is to be replaced', async () => {
    const before = sha256Of(inHome('failures.zip'));
    const args = ['bundle', '--store', 't.db', '--out', 'failures.zip'];
    expect((await annals(sample.home, args)).code).toBe(2);
    expect(sha256Of(inHome('failures.zip'))).toBe(before);
    const replacing = [...args, '--replace', '--action', 'import', '--json'];
    expect(jsonOf(await annals(sample.home, replacing))).toMatchObject({ written: 1 });
    expect(sha256Of(inHome('failures.zip'))).not.toBe(before);
  });

  it('ends with 2 and no file where nothing matches, where no file is named, or no store is', async () => {
    const none = ['--store', 't.db', '--actor', 'nobody at all'];
    const runs = await Promise.all([
      annals(sample.home, ['bundle', '--out', 'none.zip', ...none]),
      annals(sample.home, ['bundle', ...none]),
      annals(sample.home, ['bundle', '--out', 'none.zip', '--store', 'none.db']),
      annals(sample.home, ['bundle', '--out', 'no/folder.zip', '--store', 't.db', ...FILTER]),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(existsSync(inHome('none.zip'))).toBe(false);
    expect(readdirSync(sample.home).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('killed at any moment leaves a whole bundle and its event, or neither', async () => {
    const options = ['--store', 't.db', '--outcome', 'failure'];
    for (let kill = 0; kill < 12; kill += 1) {
      const child = startAnnals(sample.home, ['bundle', '--out', `kill-${kill}.zip`, ...options]);
      const end = ended(child);
      await setTimeout(120 + kill * 15);
      child.kill('SIGKILL');
      await end;
    }
    // Who writes next carries through what was recorded.
    await sample.ask('record', '--action', 'look');
    const exports = await sample.everyPage('query', '--action', 'export');
    const names = readdirSync(sample.home).filter((name) => /^kill-.*\.zip$/u.test(name));
    const recorded = exports.filter(({ metadata }) =>
      JSON.stringify(metadata['file']).startsWith('"kill-'),
    );
    expect(new Set(recorded.map(({ metadata }) => metadata['file']))).toEqual(new Set(names));
    expect(recorded).toHaveLength(names.length);
    for (const name of names) {
      expect(await verifyBundle(inHome(name))).toMatchObject({ verdict: 'intact' });
    }
  }, 60_000);
});
