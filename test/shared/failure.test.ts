import { describe, expect, it } from 'vitest';
import { ERROR_CODES, isRetryable } from '#shared/ipc/error-codes.ts';
import { AnnalsError, Failure, fromFailure, toFailure } from '#shared/ipc/failure.ts';
import { assertNever } from '#shared/util/assert.ts';

describe('a failure', () => {
  it('carries code, sentence and hint across a boundary and back', () => {
    const error = new AnnalsError('STORE_FULL', 'The disk is full.', 'Free some space.', {
      cause: new Error('x'),
    });
    const failure = toFailure(error);
    expect(Failure.parse(structuredClone(failure))).toEqual({
      code: 'STORE_FULL',
      message: 'The disk is full.',
      hint: 'Free some space.',
    });
    expect(fromFailure(failure)).toBeInstanceOf(AnnalsError);
    expect(fromFailure(failure)).toMatchObject({
      code: 'STORE_FULL',
      message: 'The disk is full.',
    });
  });

  it.each([
    new Error('secret of an event'),
    'secret of an event',
    null,
    { code: 'NOT_FOUND', message: 'secret' },
  ])('of anything unexpected says nothing of it: %s', (thrown) => {
    const failure = toFailure(thrown);
    expect(Failure.safeParse(failure).success).toBe(true);
    expect(failure.code).toBe('INTERNAL');
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('is worth another try where time or space may help, and nowhere else', () => {
    expect(ERROR_CODES.filter(isRetryable).toSorted()).toEqual([
      'CANCELLED',
      'STALE_QUERY',
      'STORE_BUSY',
      'STORE_FULL',
      'STORE_UNAVAILABLE',
      'TIMEOUT',
    ]);
  });
});

describe('a branch that cannot be reached', () => {
  it('says what reached it', () => {
    expect(() => assertNever({ kind: 'new' } as never)).toThrow('{"kind":"new"}');
  });
});
