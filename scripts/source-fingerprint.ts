import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * A short text that changes when any of the sources changes: a file's name, its place or its
 * content. Times do not count, so a checkout that touches every file changes nothing.
 * @param root the folder that the inputs are in
 * @param inputs files and folders; one that is missing counts as empty
 */
export async function sourceFingerprint(root: string, inputs: readonly string[]): Promise<string> {
  const found = await Promise.all(inputs.map(async (input) => await filesOf(join(root, input))));
  const files = found.flat().toSorted();
  const contents = await Promise.all(files.map(async (file) => await readFile(file)));
  const hash = createHash('sha256');
  for (const [index, content] of contents.entries()) {
    // The length marks where one file ends and the next begins.
    hash.update(`${relative(root, files[index] ?? '')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
