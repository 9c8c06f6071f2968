import { stat } from 'node:fs/promises';

/** What tells a file from another one of the same name. */
interface KnownFile {
  readonly device: bigint;
  readonly inode: bigint;
}

/** `none` if no file is there; `unknown` if nobody can tell, as with a drive that does not answer. */
export type FileIdentity = KnownFile | 'none' | 'unknown';

/** Which file stands at a path now. */
export async function fileIdentity(path: string): Promise<FileIdentity> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return { device: dev, inode: ino };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'none' : 'unknown';
  }
}

/** True if the file that was at a path is certainly there no more. */
export function isTakenAway(before: FileIdentity, now: FileIdentity): boolean {
  if (now === 'none') return true;
  if (now === 'unknown' || before === 'unknown') return false;
  return before === 'none' || before.device !== now.device || before.inode !== now.inode;
}
