import { copyFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Fragment } from '../../../src-main/store/sql/fragment.ts';
import type { ReadDb } from '../../../src-main/store/sql/connection.ts';
import { textCandidates } from '../../../src-main/store/text/text-candidates.ts';
import { anywhereCondition, textCondition } from '../../../src-main/store/text/text-condition.ts';
import { registerTextFunctions } from '../../../src-main/store/text/text-functions.ts';
import { indexText, textProgress } from '../../../src-main/store/text/text-index.ts';
import { storePlace, tempFolder } from '../../support/temp-store.ts';
import { readDb, writeDb } from './support/indexed.ts';

/**
 * Compares index and scan over a store of any size, and prints what docs/text-search.md says they
 * take. It runs where a store is named: ANNALS_TEXT_STORE=FILE.
 */
const STORE = process.env['ANNALS_TEXT_STORE'];
const MINUTES = 60_000;

const NEEDLES = [
  'zzzqqqxxx',
  'vol-69fb41fbec353c01f',
  '3bf3f7a5-fd70-40f1-b3fd-6952b255d3b3',
  'DeleteVolume',
  'emil.yilmaz',
  'AccessDenied',
  '192.0.2.80',
  'deleteverything',
  'arn:aws:iam::418273650912:user/nobody',
  'describe',
  'ec2',
  'e',
];
const LIMIT = 10_000;

function seqs(db: ReadDb, condition: Fragment): number[] {
  return db
    .prepare<unknown[], number>(`SELECT seq FROM event WHERE ${condition.text} ORDER BY seq`)
    .pluck()
    .all(...condition.values);
}

/** What something answers, and the best of some times it took, in milliseconds. */
function timed<Value>(runs: number, act: () => Value): { value: Value; ms: string } {
  let best = Number.POSITIVE_INFINITY;
  let value: Value;
  do {
    const startedAt = performance.now();
    value = act();
    best = Math.min(best, performance.now() - startedAt);
    runs -= 1;
  } while (runs > 0);
  return { value, ms: best.toFixed(1) };
}

describe.skipIf(STORE === undefined)('over a large store', () => {
  it(
    'the index is made in small steps, and finds what a scan finds',
    { timeout: 10 * MINUTES },
    () => {
      const place = storePlace(tempFolder());
      copyFileSync(STORE ?? '', place.path);
      const db = writeDb(place);
      db.exec(`INSERT INTO event_text (event_text) VALUES ('delete-all')`);
      db.exec('UPDATE text_progress SET seq = 0');
      const { headSeq } = textProgress(db);
      const steps: number[] = [];
      const cpu = process.cpuUsage();
      for (let upTo = 0; upTo < headSeq;) {
        const startedAt = performance.now();
        ({ upTo } = indexText(db));
        steps.push(performance.now() - startedAt);
      }
      const { user, system } = process.cpuUsage(cpu);
      steps.sort((a, b) => a - b);
      const total = steps.reduce((sum, step) => sum + step, 0);
      const bytes = db.prepare<[], number>('SELECT sum(length(block)) FROM event_text_data');
      const at = (share: number): string =>
        (steps[Math.floor((steps.length - 1) * share)] ?? 0).toFixed(0);
      console.log(
        `${headSeq} events: ${Math.round((headSeq / total) * 1_000)} a second`,
        `(${Math.round(headSeq / ((user + system) / 1e6))} a second of processor),`,
        `${(Number(bytes.pluck().get()) / headSeq).toFixed(0)} bytes an event;`,
        `${steps.length} steps: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`,
      );

      const reader = readDb(place);
      registerTextFunctions(reader);
      for (const needle of NEEDLES) {
        const found = timed(5, () => textCandidates(reader, needle, LIMIT));
        const text = timed(3, () => seqs(reader, textCondition([needle])));
        const anywhere = timed(1, () => seqs(reader, anywhereCondition([needle])));
        const candidates = found.value.seqs;
        console.log(
          needle.padEnd(40),
          `index ${candidates?.length ?? 'none'} in ${found.ms} ms, scan ${text.value.length} in ${text.ms} ms,`,
          `anywhere ${anywhere.value.length} in ${anywhere.ms} ms`,
        );
        const known = new Set(candidates ?? text.value);
        expect(text.value.filter((seq) => !known.has(seq))).toEqual([]);
        const everywhere = new Set(anywhere.value);
        expect(text.value.filter((seq) => !everywhere.has(seq))).toEqual([]);
      }
    },
  );
});
