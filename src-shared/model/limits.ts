/** Upper bounds of everything that crosses a boundary. Sizes of text are in UTF-16 code units. */
export const LIMITS = {
  /** ids, names, words: anything that is meant to be one short value. */
  name: 1_024,
  /** message, error message, user agent. */
  message: 65_536,
  stackTrace: 262_144,
  /** metadata and changes, as JSON text. */
  json: 262_144,
  targets: 10_000,
  filterTerms: 50,
  filterValues: 100,
  filterValue: 512,
  /** Rows in one page of `query`. */
  pageRows: 1_000,
  /** Rows in one page of the question about errors. */
  errorRows: 200,
  /** Days that the questions about failures and about services look back. */
  failureDays: 90,
  serviceDays: 365,
  facetValues: 1_000,
  timelineBuckets: 1_000,
  /** One imported record, in bytes. */
  recordBytes: 4 * 1024 * 1024,
  jsonDepth: 64,
  csvColumns: 2_000,
  /** Rejections kept in a result; the count is always exact. */
  rejectionsKept: 1_000,
} as const;

/** Bounds of what is kept about the list and its views. */
export const VIEW_LIMITS = {
  columns: 40,
  columnId: 40,
  /** In CSS pixels. */
  columnWidth: { min: 24, max: 2_000 },
  views: 100,
  viewId: 64,
  viewName: 80,
} as const;
/** Days for which pruning by number keeps every event, unless told otherwise (product.md §7). */
export const MIN_AGE_DAYS = 30;

/** Bounds of what a page may report of an error, in UTF-16 code units. */
export const PAGE_ERROR_LIMITS = { name: 256, message: 4_096, stack: 16_384 } as const;

/** 0001-01-01 to 9999-12-31: what ISO 8601 can print with four digits. Others are mistakes. */
export const EARLIEST_MS = -62_135_596_800_000;
export const LATEST_MS = 253_402_300_799_999;
