import { finish } from '../../src-main/store/sliced.ts';
import type { Agreement } from './agreement.ts';
import { PAGE_ROWS, firstPage } from './contenders/annals.ts';
import type { Contenders } from './contenders/open.ts';
import { countQuery, pageQuery } from './contenders/duckdb-queries.ts';
import type { Question } from './filters.ts';
import { race } from './measure.ts';
import { PAGE_QUESTIONS } from './questions.ts';

/** What first pages took, in milliseconds; no DuckDB where it does not hold what is asked about. */
export interface PageMeasurement {
  readonly question: string;
  /** True if rows have to be looked into, because the filter asks for text. */
  readonly isText: boolean;
  readonly matches: number;
  readonly worker: readonly number[];
  readonly host: readonly number[];
  readonly duckdb?: readonly number[];
}

/** First pages of 100, newest first. */
export async function measurePages(
  contenders: Contenders,
  agreement: Agreement,
): Promise<PageMeasurement[]> {
  const measurements: PageMeasurement[] = [];
  for (const question of PAGE_QUESTIONS) {
    measurements.push(await measurePage(question, contenders, agreement));
  }
  return measurements;
}

async function measurePage(
  { name, filter }: Question,
  { annals, duckdb }: Contenders,
  agreement: Agreement,
): Promise<PageMeasurement> {
  const request = firstPage(filter);
  const isText = filter.terms.some(({ field }) => field === 'text' || field === 'anywhere');
  const worker = (): unknown => finish(annals.worker.openResult(request));
  const host = (): unknown => annals.host.reads.openResult(request);
  const limits = { beforeRound: annals.forget };
  const { rows } = await annals.host.reads.openResult(request);
  const matches = await annals.host.reads.total(filter);
  const query = pageQuery(filter, PAGE_ROWS);
  const count = countQuery(filter);
  if (query === null || count === null) {
    const times = await race({ worker, host }, limits);
    return { question: name, isText, matches, ...times };
  }
  const runQuery = await duckdb.prepare(query);
  const [theirs = []] = await runQuery();
  agreement.compare(
    `first page of ${name}, DuckDB`,
    rows.map(({ seq }) => seq),
    theirs.map(([seq]) => seq),
  );
  agreement.compare(`total of ${name}, DuckDB`, matches, await duckdb.number(count));
  const times = await race({ worker, host, duckdb: runQuery }, limits);
  return { question: name, isText, matches, ...times };
}
