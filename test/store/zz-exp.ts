import { openReadConnection } from '../../src-main/store/sql/connection.ts';
import { openWrites } from '../../src-main/store/open-store.ts';
import { scan, headOf } from '../../src-main/store/queries/scan.ts';
import { registerTextFunctions } from '../../src-main/store/queries/text-condition.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { existsSync } from 'node:fs';
const path = process.argv[2] ?? '', N = Number(process.argv[3] ?? 50000);
const open = { stateFolder: path + '.state' };
if (!existsSync(path)) {
  const w = openWrites(path, open);
  const actions = Array.from({ length: 60 }, (_, i) => `svc${i % 7}.act${i}`);
  for (let s = 0; s < N; s += 1000) {
    w.writes.record(Array.from({ length: 1000 }, (_, j) => {
      const i = s + j; const h = (i * 2654435761) % 4294967296;
      return { ...blankEvent(1_700_000_000_000 + i * 1000 + (h % 5000), actions[h % 60] ?? 'x'), category: h % 3 ? 'data' : 'auth',
        outcome: h % 50 === 0 ? 'failure' as const : 'success' as const, severity: h % 50 === 0 ? 'warning' as const : h % 1000 === 1 ? 'critical' as const : 'info' as const,
        actorId: `u${h % 300}`, actorName: `User ${h % 300}`, message: `something happened ${h}`,
        targets: [{ type: 'service', id: h % 10 ? 's3' : 'ec2', name: null }, { type: 'thing', id: `t${h % 20000}`, name: `Thing ${h % 20000}` }] };
    }));
  }
  const b = w.writes.beginImport({ operator: { id: "o", name: "o" }, title: "t", files: ["t"] }).batch;
  for (let s = 0; s < N / 4; s += 1000) w.writes.appendImport({ batch: b, file: 0, rejected: 0, events: Array.from({ length: 1000 }, (_, j) => ({ event: { ...blankEvent(1_700_000_000_000 + (s + j) * 4000, "x"), id: `i${s + j}`, targets: [{ type: "service", id: "s3", name: null }] }, raw: Buffer.from("r") })) });
  w.writes.finishImport({ batch: b, outcome: "done", format: "x" });
  w.close();
}
const db = openReadConnection(path, { busyTimeoutMs: 1000 });
registerTextFunctions(db);
if (process.argv[4] === 'nostat') { /* plans w/o stats */ }
const prepare = db.prepare.bind(db);
let seen = new Set<string>();
(db as any).prepare = (t: string) => { seen.add(t); return prepare(t); };
const term = (field: any, ...values: string[]): EventFilter => ({ from: null, to: null, terms: [{ field, values, negated: false }] });
const shapes: Record<string, EventFilter> = {
  everything: { from: null, to: null, terms: [] },
  range: { from: 1_700_000_000_000, to: 1_700_000_900_000, terms: [] },
  action: term('action', 'svc1.act1'), prefix: term('action', 'svc1.*'), category: term('category', 'auth'), actor: term('actor', 'u5'), nobody: term('actor', 'nobody'),
  failure: term('outcome', 'failure'), failureOrError: term('outcome', 'failure', 'error'), warn: term('severity', 'warning'), atLeast: term('severity', '>=error'),
  raretarget: term('target', 'thing:t77'), notarget: term('target', 'zip'), populartarget: term('service', 's3'), batch: term('batch', '1'), errorType: term('errorType', 'X'), text: term('text', 'happened 12345'), textu: term('text', 'ü'),
  negOutcome: { from: null, to: null, terms: [{ field: 'outcome', values: ['success'], negated: true }] },
};
const only = process.argv[5];
for (const [name, filter] of Object.entries(shapes)) for (const order of ['newest', 'recorded'] as EventOrder[]) {
  if (only && only !== name) continue;
  seen = new Set();
  let n = 0, slices = 0, worst = 0; const t0 = performance.now(); let first = 0;
  let t = t0;
  for (const s of scan(db, { filter, order, after: null, upToSeq: headOf(db).seq })) { n += s.length; slices++; const d = performance.now() - t; worst = Math.max(worst, d); t = performance.now(); if (n >= 50 && !first) first = t - t0; }
  console.log(`\n### ${name} ${order}: ${n} rows, ${slices} slices, worst ${worst.toFixed(1)} ms, all ${(performance.now() - t0).toFixed(0)} ms, first50 ${first.toFixed(1)}`);
  for (const text of seen) {
    if (text.includes('FROM head')) continue;
    const plan = prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array((text.match(/\?/g) ?? []).length).fill(null)) as { detail: string }[];
    console.log('  ' + (text.includes('OFFSET') ? 'W' : 'S') + ': ' + plan.map((p) => p.detail).join(' | '));
  }
}
