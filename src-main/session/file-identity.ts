import { stat } from 'node:fs/promises';

/** What tells a file from another one of the same name. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
}

/** Which file stands at a path now; null if there is none, or nobody can tell. */
export async function fileIdentity(path: string): Promise<FileIdentity | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return { device: dev, inode: ino };
  } catch {
    return null;
  }
}

export function isSameFile(a: FileIdentity | null, b: FileIdentity | null): boolean {
  return a !== null && a.device === b?.device && a.inode === b.inode;
}
