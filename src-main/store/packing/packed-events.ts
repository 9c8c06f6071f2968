/**
 * Imported events on their way to the writer thread, with all done that needs no place in the
 * chain: encoded, their originals hashed and deflated. A few large blocks of bytes cross between
 * threads faster than thousands of objects.
 */
export interface PackedEvents {
  readonly count: number;
  /**
   * Every event as the chain hashes it, one after another. What only the writer knows is zero:
   * header, time of recording and batch.
   */
  readonly rows: Uint8Array;
  /** Where each row ends. */
  readonly rowEnds: Uint32Array;
  /** Originals in blocks of sixteen neighbours, as they are stored, one block after another. */
  readonly raws: Uint8Array;
  /** Where each block ends. */
  readonly rawEnds: Uint32Array;
}
