import type { JsonObject } from '#shared/model/audit-event.ts';
import { stepTo } from './json-path.ts';

type Json = JsonObject[string];

/** One line of a JSON tree. */
export interface TreeRow {
  /** Tells rows apart, whatever is open. */
  readonly id: string;
  /** The row it stands under; null at the top. */
  readonly parent: string | null;
  /** From 1. */
  readonly level: number;
  /** The key, or the numbers of a piece of a long list. */
  readonly label: string;
  /** `branch` is an object or a list, `piece` a stretch of one that is too long. */
  readonly kind: 'leaf' | 'branch' | 'piece';
  readonly value: Json;
  /** Where the value is: `requestParameters.tags[0]`. */
  readonly path: string;
  /** Parts of a branch or a piece. */
  readonly size: number;
  readonly isOpen: boolean;
  /** Place among its siblings, from 1, and how many these are. */
  readonly position: number;
  readonly siblings: number;
}

/** The rows of a tree that are shown, and how many more there would be. */
export interface TreeRows {
  readonly rows: readonly TreeRow[];
  readonly hidden: number;
}

/** More parts than this come in pieces of as many. */
const PIECE = 100;
/** Rows mounted at most. */
const MOST_ROWS = 400;
/** A tree begins open as far as it has no more rows than this. */
const FIRST_ROWS = 60;

/** The rows of an object, gone into where it is open. */
export function treeRows(root: JsonObject, open: ReadonlySet<string>): TreeRows {
  const all = partsOf(root, '', null, 1, open);
  return { rows: all.slice(0, MOST_ROWS), hidden: Math.max(0, all.length - MOST_ROWS) };
}

/** What is open at first: level by level, all that fits while the tree stays short. */
export function firstOpen(root: JsonObject): ReadonlySet<string> {
  const open = new Set<string>();
  for (;;) {
    const { rows } = treeRows(root, open);
    const before = open.size;
    let room = FIRST_ROWS - rows.length;
    for (const { id, kind, isOpen, size } of rows) {
      if (kind !== 'branch' || isOpen || size > Math.min(PIECE, room)) continue;
      open.add(id);
      room -= size;
    }
    if (open.size === before) return open;
  }
}

type Entry = readonly [key: string | number, value: Json];

function entriesOf(value: Json): readonly Entry[] {
  if (Array.isArray(value)) return value.map((each, index) => [index, each]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function partsOf(
  value: Json,
  path: string,
  parent: string | null,
  level: number,
  open: ReadonlySet<string>,
): readonly TreeRow[] {
  const entries = entriesOf(value);
  if (entries.length <= PIECE) return entryRows(entries, path, parent, level, open);
  const pieces = Math.ceil(entries.length / PIECE);
  return Array.from({ length: pieces }).flatMap((_, index) => {
    const part = entries.slice(index * PIECE, (index + 1) * PIECE);
    const id = `${path}#${index}`;
    const isOpen = open.has(id);
    const row: TreeRow = {
      id,
      parent,
      level,
      label: `${index * PIECE} … ${index * PIECE + part.length - 1}`,
      kind: 'piece',
      value: null,
      path,
      size: part.length,
      isOpen,
      position: index + 1,
      siblings: pieces,
    };
    return isOpen ? [row, ...entryRows(part, path, id, level + 1, open)] : [row];
  });
}

function entryRows(
  entries: readonly Entry[],
  path: string,
  parent: string | null,
  level: number,
  open: ReadonlySet<string>,
): readonly TreeRow[] {
  return entries.flatMap(([key, value], index) => {
    const at = stepTo(path, key);
    const size = entriesOf(value).length;
    const isOpen = size > 0 && open.has(at);
    const row: TreeRow = {
      id: at,
      parent,
      level,
      label: String(key),
      kind: size > 0 ? 'branch' : 'leaf',
      value,
      path: at,
      size,
      isOpen,
      position: index + 1,
      siblings: entries.length,
    };
    return isOpen ? [row, ...partsOf(value, at, at, level + 1, open)] : [row];
  });
}
