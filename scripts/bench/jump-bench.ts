import type { StoreReads } from '../../src-main/store/store-api.ts';
import { finish } from '../../src-main/store/sliced.ts';
import type { Agreement } from './agreement.ts';
import { PAGE_ROWS, firstPage } from './contenders/annals.ts';
import type { Annals } from './contenders/annals.ts';
import { countQuery, pageQuery } from './contenders/duckdb-queries.ts';
import type { Contenders } from './contenders/open.ts';
import type { Question } from './filters.ts';
import { race } from './measure.ts';
import { JUMP_QUESTIONS } from './questions.ts';
import { seededRandom } from './seeded-random.ts';

/** What going to random places in a result and reading 100 rows there took, in milliseconds. */
export interface JumpMeasurement {
  readonly question: string;
  readonly to: 'position' | 'time';
  readonly worker: readonly number[];
  readonly host: readonly number[];
  readonly duckdb: readonly number[];
}

/** A result that is open on both sides. */
interface OpenResult {
  readonly inWorker: string;
  readonly inHost: string;
  readonly total: number;
}

const PLACES = 16;

/** Goes to random positions and times in results that are open. */
export async function measureJumps(
  contenders: Contenders,
  agreement: Agreement,
): Promise<JumpMeasurement[]> {
  const measurements: JumpMeasurement[] = [];
  for (const question of JUMP_QUESTIONS) {
    const result = await openBoth(contenders.annals, question);
    measurements.push(await toPositions(question, result, contenders, agreement));
    measurements.push(await toTimes(question, result, contenders, agreement));
  }
  return measurements;
}

async function openBoth({ worker, host }: Annals, { filter }: Question): Promise<OpenResult> {
  const inWorker = finish(worker.openResult(firstPage(filter))).queryId;
  const inHost = (await host.reads.openResult(firstPage(filter))).queryId;
  return { inWorker, inHost, total: await host.reads.resultTotal(inHost) };
}

async function toPositions(
  { name, filter }: Question,
  { inWorker, inHost, total }: OpenResult,
  { annals: { worker, host }, duckdb }: Contenders,
  agreement: Agreement,
): Promise<JumpMeasurement> {
  const random = seededRandom(total);
  const starts = Array.from({ length: PLACES }, () => Math.floor(random() * total));
  const queries = await Promise.all(
    starts.map((start) => duckdb.prepare(pageQuery(filter, PAGE_ROWS, start) ?? '')),
  );
  for (const [index, start] of starts.entries()) {
    const rows = await host.reads.resultRows(rowsAt(inHost, start));
    const [theirs = []] = (await queries[index]?.()) ?? [];
    agreement.compare(
      `rows at ${start} of ${name}, DuckDB`,
      rows.map((row) => row?.seq),
      theirs.map(([seq]) => seq),
    );
  }
  const times = await race({
    worker: inTurn(starts, (start) => finish(worker.resultRows(rowsAt(inWorker, start)))),
    host: inTurn(starts, (start) => host.reads.resultRows(rowsAt(inHost, start))),
    duckdb: inTurn(queries, (query) => query()),
  });
  return { question: name, to: 'position', ...times };
}

async function toTimes(
  { name, filter }: Question,
  { inWorker, inHost, total }: OpenResult,
  { annals: { worker, host }, duckdb }: Contenders,
  agreement: Agreement,
): Promise<JumpMeasurement> {
  const [newest] = await host.reads.resultRows(rowsAt(inHost, 0));
  const [oldest] = await host.reads.resultRows(rowsAt(inHost, total - 1));
  const to = newest?.occurredAt ?? 0;
  const from = oldest?.occurredAt ?? to;
  const random = seededRandom(total + 1);
  const times = Array.from({ length: PLACES }, () => Math.ceil(from + random() * (to - from)));
  const queries = await Promise.all(
    times.map((time) =>
      duckdb.prepare(
        countQuery({ ...filter, from: time + 1 }) ?? '',
        pageQuery({ ...filter, to: time + 1 }, PAGE_ROWS) ?? '',
      ),
    ),
  );
  for (const [index, time] of times.entries()) {
    const position = await host.reads.resultPosition({ queryId: inHost, at: { time } });
    const [counted] = (await queries[index]?.()) ?? [];
    const theirs = Number(counted?.[0]?.[0]);
    agreement.compare(`position of ${time} in ${name}, DuckDB`, position, theirs);
  }
  const measured = await race({
    worker: inTurn(times, (time) => {
      const start = finish(worker.resultPosition({ queryId: inWorker, at: { time } }));
      return finish(worker.resultRows(rowsAt(inWorker, start ?? total)));
    }),
    host: inTurn(times, async (time) => {
      const start = await host.reads.resultPosition({ queryId: inHost, at: { time } });
      return await host.reads.resultRows(rowsAt(inHost, start ?? total));
    }),
    duckdb: inTurn(queries, (query) => query()),
  });
  return { question: name, to: 'time', ...measured };
}

function rowsAt(queryId: string, start: number): Parameters<StoreReads['resultRows']>[0] {
  return { queryId, start, end: start + PAGE_ROWS };
}

/** Does the next of some things at each call, and begins again after the last. */
function inTurn<Thing>(things: readonly Thing[], act: (thing: Thing) => unknown): () => unknown {
  let turn = 0;
  return () => {
    const thing = things[turn % things.length];
    turn += 1;
    return thing === undefined ? undefined : act(thing);
  };
}
