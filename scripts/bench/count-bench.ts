import { SYSLOG_SEVERITY } from '../../src-shared/model/vocabulary.ts';
import type { FacetField, Facets } from '../../src-shared/model/facets.ts';
import type { Timeline } from '../../src-shared/model/timeline.ts';
import { finish } from '../../src-main/store/sliced.ts';
import type { Agreement } from './agreement.ts';
import type { DuckRows } from './contenders/duckdb.ts';
import { countQuery, facetQuery, timelineQuery } from './contenders/duckdb-queries.ts';
import type { Contenders } from './contenders/open.ts';
import type { Question } from './filters.ts';
import { race } from './measure.ts';
import { COUNT_QUESTIONS } from './questions.ts';

/** What total, facets and timeline together took, and the total alone, in milliseconds. */
export interface CountMeasurement {
  readonly question: string;
  readonly matches: number;
  readonly worker: readonly number[];
  readonly host: readonly number[];
  readonly duckdb: readonly number[];
  readonly workerTotal: readonly number[];
  readonly duckdbTotal: readonly number[];
  readonly sqliteTotal?: readonly number[];
}

/** The fields of the corpus that have values worth counting. */
export const FACET_FIELDS: readonly FacetField[] = [
  'category',
  'action',
  'outcome',
  'severity',
  'source',
  'actor',
  'target',
  'service',
  'errorType',
  'ip',
];
export const FACET_VALUES = 50;
export const BUCKETS = 200;

/** Total, facets and timeline of filters without text. */
export async function measureCounts(
  contenders: Contenders,
  agreement: Agreement,
): Promise<CountMeasurement[]> {
  const measurements: CountMeasurement[] = [];
  for (const question of COUNT_QUESTIONS) {
    measurements.push(await measureCount(question, contenders, agreement));
  }
  return measurements;
}

async function measureCount(
  { name, filter }: Question,
  { annals, duckdb, sqlite }: Contenders,
  agreement: Agreement,
): Promise<CountMeasurement> {
  const facets = { filter, fields: [...FACET_FIELDS], limit: FACET_VALUES };
  const timeline = { filter, by: 'severity', buckets: BUCKETS, timeZone: 'UTC' } as const;
  const { worker, host } = annals;
  const askHost = (): Promise<[number, Facets, Timeline]> =>
    Promise.all([
      host.reads.total(filter),
      host.reads.facets(facets),
      host.reads.timeline(timeline),
    ]);
  const [matches, counted, { buckets }] = await askHost();
  const scale = scaleOf(buckets);
  const total = countQuery(filter) ?? '';
  const duckdbTotal = await duckdb.prepare(total);
  const duckdbAll = await duckdb.prepare(
    total,
    ...FACET_FIELDS.map((field) => facetQuery(filter, field, FACET_VALUES)),
    timelineQuery(filter, scale),
  );
  const answers = await duckdbAll();
  agreement.compare(`total of ${name}, DuckDB`, matches, Number(answers[0]?.[0]?.[0]));
  for (const [index, facet] of counted.fields.entries()) {
    const theirs = facetOf(facet.field, answers[index + 1] ?? []);
    const ours = {
      values: facet.values.map(({ value, count }) => [value, count]),
      distinct: facet.distinct,
    };
    agreement.compare(`values of ${facet.field} in ${name}, DuckDB`, ours, theirs);
  }
  const theirTimeline = bucketTotals(answers.at(-1) ?? [], buckets.length);
  const ourTimeline = buckets.map((bucket) => bucket.total);
  agreement.compare(`timeline of ${name}, DuckDB`, ourTimeline, theirTimeline);
  if (sqlite) agreement.compare(`total of ${name}, sqlite3`, matches, await sqlite.count(filter));

  const limits = { beforeRound: annals.forget };
  const together = await race(
    {
      worker: () => [
        finish(worker.total(filter)),
        finish(worker.facets(facets)),
        finish(worker.timeline(timeline)),
      ],
      host: askHost,
      duckdb: duckdbAll,
    },
    limits,
  );
  const alone = await race(
    {
      workerTotal: () => finish(worker.total(filter)),
      duckdbTotal,
      ...(sqlite ? { sqliteTotal: () => sqlite.count(filter) } : {}),
    },
    limits,
  );
  return { question: name, matches, ...together, ...alone };
}

function scaleOf(buckets: Timeline['buckets']): { readonly start: number; readonly width: number } {
  const [first] = buckets;
  return first ? { start: first.start, width: first.end - first.start } : { start: 0, width: 1 };
}

function facetOf(field: FacetField, rows: DuckRows): object {
  const values = rows.map(([value, count]) => [valueOf(field, value), Number(count)]);
  return { values, distinct: Number(rows[0]?.[2] ?? 0) };
}

function valueOf(field: FacetField, value: unknown): string {
  if (field !== 'severity') return String(value);
  return Object.entries(SYSLOG_SEVERITY).find(([, number]) => number === value)?.[0] ?? '';
}

function bucketTotals(rows: DuckRows, buckets: number): number[] {
  const totals = Array.from({ length: buckets }, () => 0);
  for (const [bucket, , count] of rows) {
    const index = Number(bucket);
    totals[index] = (totals[index] ?? 0) + Number(count);
  }
  return totals;
}
