import type { QueryError } from '#shared/filter-syntax/query.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { markedText } from '../print/marked-text.ts';

/** A mistake in the text of a query, which is shown where it is. */
export class QueryMistake extends AnnalsError {
  /** The text, and under it a mark. */
  readonly excerpt: readonly string[];

  constructor(text: string, { message, expected, start, end }: QueryError) {
    super('INVALID_INPUT', `--query: ${message}`, expected);
    this.name = 'QueryMistake';
    this.excerpt = markedText(text, start, end);
  }
}
