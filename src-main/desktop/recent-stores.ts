import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import { z } from 'zod';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { RecentStore } from '#shared/model/desktop.ts';

const MOST_KEPT = 10;

const Kept = z.array(
  z.strictObject({
    id: z.uuid(),
    path: z.string().min(1).max(4_096).refine(isAbsolute),
  }),
);
type Entry = z.infer<typeof Kept>[number];

/** Stores that were opened on this machine, in a small file; the window knows them by id and name. */
export class RecentStores {
  readonly #file: string;
  readonly #onChange: (stores: RecentStore[]) => void;
  #kept: readonly Entry[];
  /** Ids of stores that were asked for, and may never have been open. */
  readonly #asked = new Map<string, string>();

  constructor(file: string, onChange: (stores: RecentStore[]) => void) {
    this.#file = file;
    this.#onChange = onChange;
    this.#kept = read(file);
  }

  /** The last one first. */
  get list(): RecentStore[] {
    const names = this.#kept.map(({ path }) => basename(path));
    return this.#kept.map(({ id, path }, index) => {
      const name = names[index] ?? '';
      const isOne = names.indexOf(name) === names.lastIndexOf(name);
      return { id, name: isOne ? name : `${name} (${basename(dirname(path))})` };
    });
  }

  /** A store is open: it is the last one now. */
  opened(path: string): void {
    const id = this.idOf(path);
    this.#asked.delete(id);
    if (this.#kept[0]?.path === path) return;
    const others = this.#kept.filter((each) => each.path !== path);
    this.#keep([{ id, path }, ...others].slice(0, MOST_KEPT));
  }

  clear(): void {
    this.#keep([]);
  }

  /** The id under which a store can be opened, whether or not it ever was. */
  idOf(path: string): string {
    const known = this.#kept.find((each) => each.path === path)?.id;
    if (known !== undefined) return known;
    for (const [id, asked] of this.#asked) if (asked === path) return id;
    const id = randomUUID();
    this.#asked.set(id, path);
    return id;
  }

  /**
   * Where a store is.
   * @throws AnnalsError NOT_FOUND for an id of none, STORE_MISSING if it is not there any more
   */
  pathOf(id: string): string {
    const path = this.#kept.find((each) => each.id === id)?.path ?? this.#asked.get(id);
    if (path === undefined) {
      throw new AnnalsError('NOT_FOUND', 'This store is not on the list.', 'Open it by its file.');
    }
    if (existsSync(path)) return path;
    throw new AnnalsError(
      'STORE_MISSING',
      `“${basename(path)}” is not where it was.`,
      'It may have been moved, renamed or deleted. If you know where it is, open it from there.',
    );
  }

  #keep(entries: readonly Entry[]): void {
    this.#kept = entries;
    try {
      write(this.#file, entries);
    } catch (error) {
      // The list is a convenience: it is there at least until the window is closed.
      console.error(error);
    }
    this.#onChange(this.list);
  }
}

function read(file: string): readonly Entry[] {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Kept.parse(stored).slice(0, MOST_KEPT);
  } catch {
    return [];
  }
}

function write(file: string, entries: readonly Entry[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, file);
}
