/** The verdict of the stand-alone verifier on a bundle (docs/evidence-bundle.md). */
export interface BundleVerdict {
  readonly verdict: 'intact' | 'tampered' | 'undecided';
  /** seq of the first event that does not fit; null if nothing is wrong, or with none of them. */
  readonly firstBad: number | null;
  /** One sentence. */
  readonly reason: string;
  /** Chosen events that are proven; 0 unless intact. */
  readonly events: number;
  /** What is not proven, a sentence each. */
  readonly unknown: readonly string[];
  readonly range?: {
    readonly first: number;
    readonly last: number;
    readonly leaves: number;
    readonly pruned: number;
  };
  readonly trust?: {
    readonly mode: 'seal' | 'key' | 'bundle';
    readonly keys: { readonly events: string; readonly manifest: string };
  };
  readonly sealed?: readonly { readonly file: string; readonly seq: number; readonly at: string }[];
  /** The manifest, without its list of files. */
  readonly made?: object;
}

export interface VerifyOptions {
  /** Fingerprints, or at least their first 16 digits. */
  readonly keys?: readonly string[];
  /** Paths of seals. */
  readonly seals?: readonly string[];
  /** Told after every event. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Verifies a bundle.
 * @param path of a zip or a folder
 * @throws the reason of the signal, when that is aborted
 */
export function verifyBundle(path: string, options?: VerifyOptions): Promise<BundleVerdict>;

/** A verdict for people, a line each. */
export function reportLines(verdict: BundleVerdict): string[];
