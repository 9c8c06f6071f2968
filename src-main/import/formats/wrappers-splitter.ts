import { JsonSplitter } from './json-splitter.ts';
import { DocumentError } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const NOTHING = Buffer.alloc(0);

/**
 * Cuts JSON documents that stand one behind the other, each with a list of records in it, as
 * `cat *.json` and some collectors make them. Where one breaks, the rest of the file is a single
 * rejection, since nothing says where the next begins.
 */
export class WrappersSplitter implements Splitter {
  readonly #documents = new JsonSplitter('lists');
  #isBroken = false;

  *push(chunk: Buffer): Generator<RawRecord> {
    yield* this.#guard(this.#documents.push(chunk));
  }

  *end(): Generator<RawRecord> {
    yield* this.#guard(this.#documents.end());
  }

  *#guard(records: Iterable<RawRecord>): Generator<RawRecord> {
    if (this.#isBroken) return;
    try {
      yield* records;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      this.#isBroken = true;
      const problem = `${error.message}; nothing behind it was read`;
      yield { line: error.line, bytes: NOTHING, problem };
    }
  }
}
