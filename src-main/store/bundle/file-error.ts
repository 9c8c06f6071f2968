import { AnnalsError } from '#shared/ipc/failure.ts';

/**
 * Turns what the disk says of a file that is being written into an error of ours; other errors pass
 * through.
 * @param path of the file, named in the message
 */
export function toFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const cause = { cause: error };
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new AnnalsError(
      'FILE_UNWRITABLE',
      `The disk is full: ${path} was not written.`,
      'Free some space, or choose another disk.',
      cause,
    );
  }
  return new AnnalsError(
    'FILE_UNWRITABLE',
    `The file ${path} cannot be written.`,
    'Check that its folder is there, and the permissions of the folder.',
    cause,
  );
}
