import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { loadDuckDB } from './duckdb.ts';

/** Of one event what the contenders get; `targets` is [[type, id, name], …] as JSON. */
interface Row {
  readonly id: string;
  readonly action: string;
  readonly message: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly ip: string | null;
  readonly host: string | null;
  readonly session_id: string | null;
  readonly correlation_id: string | null;
  readonly error_type: string | null;
  readonly error_message: string | null;
  readonly targets: string;
}

type Target = readonly [type: string, id: string, name: string | null];

const QUERY = `SELECT seq, id, occurred_at, category, action, outcome, severity, source, actor_id,
    actor_name, targets, intent, message, ip, host, session_id, correlation_id, error_type,
    error_message, batch
  FROM event ORDER BY occurred_at DESC, seq DESC`;

/** Stand between fields and for line ends in a line of searched text; no field has them. */
const SEPARATOR = '\u001F';
const LINE_END = '\u001E';

/**
 * Copies the events of a store for the other contenders: into a DuckDB database, and as a file of
 * the searched text for grep, one line an event. Newest first, because then a page of the newest
 * stands at the beginning of both, which is the best that can be done for them.
 */
export async function copyForContenders(
  store: string,
  { duckdb, text }: { readonly duckdb: string; readonly text: string },
): Promise<void> {
  const staged = { events: `${duckdb}.events.jsonl`, entities: `${duckdb}.entities.jsonl` };
  const db = new Database(store, { readonly: true, fileMustExist: true });
  const lines = lineWriter(text);
  const events = lineWriter(staged.events);
  const entities = lineWriter(staged.entities);
  try {
    for (const row of db.prepare<[], Row>(QUERY).iterate()) {
      const targets = JSON.parse(row.targets) as readonly Target[];
      const searched = searchedText(row, targets);
      await lines.write(searched);
      await events.write(JSON.stringify(record(row, targets, searched.toLowerCase())));
    }
    for (const entity of db.prepare('SELECT id, type, key FROM entity').iterate()) {
      await entities.write(JSON.stringify(entity));
    }
    await Promise.all([lines.end(), events.end(), entities.end()]);
    await loadDuckDB(duckdb, staged);
  } finally {
    db.close();
    await rm(staged.events, { force: true });
    await rm(staged.entities, { force: true });
  }
}

/** The fields of STAGED in duckdb.ts. */
function record(row: Row, targets: readonly Target[], searched: string): object {
  const [first] = targets;
  return {
    ...row,
    targets: targets.map(([type, key]) => ({ type, key })),
    target_count: targets.length,
    target: first ? `${first[0]}:${first[1]}` : null,
    target_name: first?.[2] ?? null,
    searched,
  };
}

/** What the field `text` of a filter looks at: docs/store.md, and FILTER_FIELDS in the model. */
function searchedText(row: Row, targets: readonly Target[]): string {
  const fields = [
    row.message,
    row.action,
    row.actor_name,
    row.actor_id,
    row.id,
    row.ip,
    row.error_type,
    row.error_message,
    row.session_id,
    row.correlation_id,
    row.host,
    ...targets.flatMap(([, id, name]) => [id, name]),
  ];
  return fields
    .filter((field) => field !== null)
    .join(SEPARATOR)
    .replaceAll('\n', LINE_END);
}

function lineWriter(path: string): {
  write: (line: string) => Promise<void>;
  end: () => Promise<void>;
} {
  const stream = createWriteStream(path);
  return {
    write: async (line) => {
      if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    },
    end: async () => {
      stream.end();
      await finished(stream);
    },
  };
}
