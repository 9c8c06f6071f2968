import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { errorDetails, severityOf } from '../../src-main/recorder/error-details.ts';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });
const named = (name: string) => Object.assign(new Error('failed'), { name });

describe('the severity of an error', () => {
  it.each([
    ['a full disk', withCode('ENOSPC'), 'critical'],
    ['a full store', new AnnalsError('STORE_FULL', 'The disk is full.'), 'critical'],
    ['a damaged store', withCode('SQLITE_CORRUPT_INDEX'), 'critical'],
    ['damage in words', new Error('database disk image is malformed'), 'critical'],
    ['no memory', new RangeError('Array buffer allocation failed'), 'critical'],
    ['no memory for a worker', withCode('ERR_WORKER_OUT_OF_MEMORY'), 'critical'],
    ['a critical cause', new Error('saving failed', { cause: withCode('ENOSPC') }), 'critical'],
    ['wrong input', named('ValidationError'), 'warning'],
    ['wrong input of a schema', named('ZodError'), 'warning'],
    ['wrong input of Annals', new AnnalsError('INVALID_INPUT', 'No.'), 'warning'],
    ['wrong input of Node', withCode('ERR_INVALID_ARG_TYPE'), 'warning'],
    ['anything else', new TypeError('x is not a function'), 'error'],
    ['a file that is not there', withCode('ENOENT'), 'error'],
    ['no error at all', { reason: 'thrown' }, 'error'],
  ])('is right for %s', (_, error, severity) => {
    expect(severityOf(error)).toBe(severity);
  });
});

describe('the type of an error', () => {
  it.each([
    [new TypeError('a'), 'TypeError'],
    [withCode('ENOENT'), 'ENOENT'],
    [new Error('a'), 'Error'],
    [null, 'null'],
    [7, 'number'],
  ])('of %o is %s', (error, type) => {
    expect(errorDetails(error).errorType).toBe(type);
  });

  it('follows causes to an end, also in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(errorDetails(error).stackTrace).toContain('Caused by: Error: round');
  });
});
