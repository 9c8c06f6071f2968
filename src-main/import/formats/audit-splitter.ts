import { LIMITS } from '#shared/model/limits.ts';
import { AUDIT_HEAD_LENGTH, auditHeadOf } from './audit-line.ts';
import { LineSplitter } from './line-splitter.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

/** The lines of one serial, as far as they have come. */
interface OpenRecord {
  readonly line: number;
  /** How many records had begun when it did. */
  readonly number: number;
  /** Copies of its lines; none once they are too many. */
  lines: Buffer[];
  bytes: number;
  isTooLarge: boolean;
}

/** How many other serials may begin before a record is taken to be complete. */
const WINDOW = 64;

const NOTHING = Buffer.alloc(0);
const LINE_FEED = Buffer.from('\n');

/**
 * Cuts a Linux audit log into records: all lines of one serial, which may stand among those of
 * others. A record ends with its `EOE` line, when {@link WINDOW} others have begun, or when more
 * bytes are waiting than one record may have. Records come in the order in which they end; those
 * still open at the end of the file in the order in which they began. Lines of another kind are
 * rejected one by one.
 */
export class AuditSplitter implements Splitter {
  readonly #lines = new LineSplitter();
  /** By node, time and serial; in the order in which they began. */
  readonly #open = new Map<string, OpenRecord>();
  #begun = 0;
  /** Bytes of all lines that are kept. */
  #bytes = 0;

  *push(chunk: Buffer): Generator<RawRecord> {
    for (const line of this.#lines.push(chunk)) yield* this.#take(line);
  }

  *end(): Generator<RawRecord> {
    for (const line of this.#lines.end()) yield* this.#take(line);
    yield* this.#closeWhile(() => true);
  }

  *#take(line: RawRecord): Generator<RawRecord> {
    const head = line.problem === '' ? auditHeadOf(startOf(line.bytes)) : null;
    if (!head) {
      const problem =
        line.problem || 'not a line of an audit log: type=… msg=audit(time:serial): …';
      yield { ...line, problem };
      return;
    }
    const key = `${head.node ?? ''} ${head.time} ${head.serial}`;
    const record = this.#open.get(key) ?? this.#begin(key, line.line);
    this.#add(record, line.bytes);
    if (head.type === 'EOE') yield this.#close(key, record);
    yield* this.#closeWhile(
      (oldest) =>
        this.#begun - oldest.number >= WINDOW ||
        (this.#bytes > LIMITS.recordBytes && oldest !== record),
    );
  }

  #begin(key: string, line: number): OpenRecord {
    this.#begun += 1;
    const number = this.#begun;
    const record = { line, number, lines: [], bytes: 0, isTooLarge: false };
    this.#open.set(key, record);
    return record;
  }

  #add(record: OpenRecord, bytes: Buffer): void {
    if (record.isTooLarge) return;
    const lineEnd = record.lines.length === 0 ? 0 : 1;
    record.lines.push(Buffer.from(bytes));
    record.bytes += bytes.length + lineEnd;
    this.#bytes += bytes.length + lineEnd;
    if (record.bytes <= LIMITS.recordBytes) return;
    record.isTooLarge = true;
    record.lines = [];
    this.#bytes -= record.bytes;
    record.bytes = 0;
  }

  /** Closes the oldest records, as long as they are to be closed. */
  *#closeWhile(isDue: (oldest: OpenRecord) => boolean): Generator<RawRecord> {
    for (const [key, record] of this.#open) {
      if (!isDue(record)) return;
      yield this.#close(key, record);
    }
  }

  #close(key: string, { line, lines, bytes, isTooLarge }: OpenRecord): RawRecord {
    this.#open.delete(key);
    this.#bytes -= bytes;
    if (isTooLarge) return { line, bytes: NOTHING, problem: TOO_LARGE };
    const parts = lines.flatMap((part, index) => (index === 0 ? [part] : [LINE_FEED, part]));
    return { line, bytes: Buffer.concat(parts), problem: '' };
  }
}

function startOf(bytes: Buffer): string {
  return bytes.toString('latin1', 0, AUDIT_HEAD_LENGTH);
}
