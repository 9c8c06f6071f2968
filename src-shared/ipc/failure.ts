import { z } from 'zod';
import { ERROR_CODES } from './error-codes.ts';
import type { ErrorCode } from './error-codes.ts';

/** A failure as it crosses a process, thread or CLI boundary: plain data. */
export const Failure = z.strictObject({
  code: z.enum(ERROR_CODES),
  /** One plain sentence: what happened, with the file or field it happened to. */
  message: z.string(),
  /** One plain sentence: what to do about it; empty if there is nothing to do. */
  hint: z.string(),
});
export type Failure = z.infer<typeof Failure>;

/**
 * The one error class of Annals: every expected failure is thrown as one, with a code, and
 * travels as a {@link Failure}. Anything else that is thrown is a bug and becomes INTERNAL.
 */
export class AnnalsError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'AnnalsError';
    this.code = code;
    this.hint = hint;
  }
}

/** Plain data for any thrown value; unexpected ones lose their text, which could hold event data. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AnnalsError) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  return {
    code: 'INTERNAL',
    message: 'Something went wrong inside Annals.',
    hint: 'Try again; if it happens again, restart Annals.',
  };
}

/** The error that a {@link Failure} stands for. */
export function fromFailure(failure: Failure): AnnalsError {
  return new AnnalsError(failure.code, failure.message, failure.hint);
}
