import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { describeSystemError } from './system-error.ts';

/**
 * Why one file or entry cannot be used, by its own fault. A file that was chosen is refused with
 * it; in a folder or an archive it becomes a rejection beside the files that can be read.
 */
export class SourceProblem extends AnnalsError {
  /** What is the matter, as it goes on after the name of the file. */
  readonly problem: string;

  constructor(
    source: { readonly name: string },
    problem: string,
    hint: string,
    { code = 'FILE_UNREADABLE', ...options }: ErrorOptions & { readonly code?: ErrorCode } = {},
  ) {
    super(code, `“${source.name}” ${problem}.`, hint, options);
    this.problem = problem;
  }
}

/** A file that would unpack to more than is sensible: nothing of the archive is read then. */
export class UnpackingLimit extends SourceProblem {}

/** The file system does not give out a file. */
export function unreadable(source: { readonly name: string }, error: unknown): AnnalsError {
  const { problem, hint } = describeSystemError(error);
  return new AnnalsError('FILE_UNREADABLE', `“${source.name}” cannot be read: ${problem}.`, hint, {
    cause: error,
  });
}

/** A file is no longer what it was when it was chosen. */
export function changed(source: { readonly name: string }): AnnalsError {
  return new AnnalsError(
    'FILE_UNREADABLE',
    `“${source.name}” changed while it was being imported.`,
    'Import it again when nothing writes to it, or import a copy.',
  );
}
