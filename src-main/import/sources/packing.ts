/** How the content of a source lies in its file. Plain data, as the source is. */
export type Packing =
  | { readonly kind: 'gzip' }
  | ZipPacking
  | ({ readonly kind: 'sqlite' } & DatabaseTable);

/** One entry of a zip archive. */
export interface ZipPacking {
  readonly kind: 'zip';
  readonly archive: { readonly name: string; readonly isFromFolder: boolean };
  /** Name of the entry, fit to be shown; never a path. */
  readonly entryName: string;
  /** Where its local header starts in the archive. */
  readonly offset: number;
  readonly compressedBytes: number;
  readonly isDeflated: boolean;
  /** Size and CRC-32 of the entry once unpacked, as the archive has them. */
  readonly entryBytes: number;
  readonly crc32: number;
  /** Whether the entry is gzip itself. */
  readonly isGzip: boolean;
}

/** A table of an SQLite database. */
export interface DatabaseTable {
  /** The database: the operator's file, or a private copy of it. */
  readonly database: string;
  readonly table: string;
  /** This table, then those that could be read instead. */
  readonly tables: readonly TableSize[];
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding: string | undefined;
}

export interface TableSize {
  readonly name: string;
  readonly rows: number;
}

/** Bounds of what is unpacked, so that a small file cannot fill memory, disk or the day. */
export const UNPACKING = {
  /** A file may unpack to this many times its size… */
  ratio: 200,
  /** …or to this many bytes, whichever is more. */
  freeBytes: 16 * 1_048_576,
  /** All that is in one archive, unpacked. */
  archiveBytes: 64 * 1_073_741_824,
  zipEntries: 10_000,
  databaseBytes: 2 * 1_073_741_824,
} as const;

/** First bytes (each character one byte) of the kinds of files that are unpacked. */
const SIGNATURES = [
  ['gzip', '\x1f\x8b\x08'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['sqlite', 'SQLite format 3\0'],
] as const;

/** As many bytes as {@link packingKindOf} wants to see. */
export const SIGNATURE_BYTES = 16;

/** Tells by the first bytes of a file how it is packed; null if it is not, or in no known way. */
export function packingKindOf(head: Buffer): Packing['kind'] | null {
  const start = head.toString('latin1', 0, SIGNATURE_BYTES);
  return SIGNATURES.find(([, signature]) => start.startsWith(signature))?.[0] ?? null;
}
