import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';

/** SHA-256 of every regular file in a folder by name; other entries by their kind. */
export function fingerprint(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).toSorted();
  return new Map(
    names.map((name) => {
      const path = join(folder, name);
      return [name, statSync(path).isFile() ? sha256Of(path) : 'not a file'];
    }),
  );
}

/** SHA-256 of a file, hex. */
export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The AnnalsError that something throws; the test fails if it throws none, or another error. */
export function failureOf(act: () => unknown): AnnalsError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(AnnalsError);
    return error as AnnalsError;
  }
  throw new Error('it did not fail');
}

/** The AnnalsError that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<AnnalsError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AnnalsError);
  return error as AnnalsError;
}

/** The code that something fails with. */
export function codeOf(act: () => unknown): ErrorCode {
  return failureOf(act).code;
}
