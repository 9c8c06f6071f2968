/**
 * One step of the schema. Steps are numbered in tens, never changed once they have landed (a
 * test holds their checksum), and import nothing that could change.
 */
export interface Migration {
  /** The store's `user_version` after this step. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
