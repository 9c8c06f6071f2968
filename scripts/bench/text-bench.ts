import { finish } from '../../src-main/store/sliced.ts';
import type { Agreement } from './agreement.ts';
import { PAGE_ROWS, firstPage } from './contenders/annals.ts';
import { countQuery, pageQuery } from './contenders/duckdb-queries.ts';
import type { Contenders } from './contenders/open.ts';
import { is, where } from './filters.ts';
import { race } from './measure.ts';
import { TEXTS } from './questions.ts';

type Times = readonly number[];

/** What looking for a text took, in milliseconds: the first page, and the exact total. */
export interface TextMeasurement {
  readonly text: string;
  readonly howCommon: string;
  readonly matches: number;
  readonly page: {
    readonly worker: Times;
    readonly host: Times;
    readonly duckdb: Times;
    readonly grep?: Times;
  };
  readonly total: {
    readonly worker: Times;
    readonly duckdb: Times;
    readonly sqlite?: Times;
    readonly grep?: Times;
  };
}

/** Looks for texts in the fields that `text` means. */
export async function measureTexts(
  contenders: Contenders,
  agreement: Agreement,
): Promise<TextMeasurement[]> {
  const measurements: TextMeasurement[] = [];
  for (const [text, howCommon] of TEXTS) {
    measurements.push({ howCommon, ...(await measureText(text, contenders, agreement)) });
  }
  return measurements;
}

async function measureText(
  text: string,
  { annals, duckdb, sqlite, grep }: Contenders,
  agreement: Agreement,
): Promise<Omit<TextMeasurement, 'howCommon'>> {
  const { worker, host } = annals;
  const { filter } = where(is('text', text));
  const request = firstPage(filter);
  const matches = await host.reads.total(filter);
  const duckdbPage = await duckdb.prepare(pageQuery(filter, PAGE_ROWS) ?? '');
  const duckdbTotal = await duckdb.prepare(countQuery(filter) ?? '');
  const [theirs] = await duckdbTotal();
  agreement.compare(`total of “${text}”, DuckDB`, matches, Number(theirs?.[0]?.[0]));
  if (grep) agreement.compare(`total of “${text}”, grep`, matches, await grep.count(text));
  const limits = { beforeRound: annals.forget };
  const page = await race(
    {
      worker: () => finish(worker.openResult(request)),
      host: () => host.reads.openResult(request),
      duckdb: duckdbPage,
      ...(grep ? { grep: () => grep.first(text, PAGE_ROWS) } : {}),
    },
    limits,
  );
  const total = await race(
    {
      worker: () => finish(worker.total(filter)),
      duckdb: duckdbTotal,
      ...(grep ? { grep: () => grep.count(text) } : {}),
    },
    limits,
  );
  if (!sqlite) return { text, matches, page, total };
  // By far the slowest: it would leave no rounds for the others.
  const few = { runs: 3, minRuns: 1, warmUps: 0 };
  let counted = 0;
  const scan = await race({ sqlite: async () => (counted = await sqlite.count(filter)) }, few);
  agreement.compare(`total of “${text}”, sqlite3`, matches, counted);
  return { text, matches, page, total: { ...total, ...scan } };
}
