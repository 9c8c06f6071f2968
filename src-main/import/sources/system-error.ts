/** What the operating system said, and what to do about it. */
const KNOWN: Readonly<Record<string, readonly [problem: string, hint: string]>> = {
  ENOENT: ['there is no such file', 'Check the name and the folder.'],
  ENOTDIR: ['a part of its path is not a folder', 'Check the path.'],
  EACCES: [
    'permission is denied',
    'Get permission to read it, or import a copy that you may read.',
  ],
  EPERM: ['permission is denied', 'Get permission to read it, or import a copy that you may read.'],
  EISDIR: ['it is a folder', 'Choose the files in it.'],
  ELOOP: ['its links lead in a circle', 'Choose the file itself.'],
  ENAMETOOLONG: ['its path is too long', 'Import it from a shorter path.'],
  EMFILE: ['too many files are open', 'Close other programs and try again.'],
  ENOSPC: [
    'there is no room for the copy that is needed to read it',
    'Free some space and try again.',
  ],
  EIO: ['the disk reports an error', 'Check the disk, or import a copy from another one.'],
};

/** Words for an error of the file system, in place of its code. */
export function describeSystemError(error: unknown): {
  readonly problem: string;
  readonly hint: string;
} {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [problem, hint] = KNOWN[code] ?? [
    `the system reports ${code || 'an error'}`,
    'Check the file and try again.',
  ];
  return { problem, hint };
}
