import { z } from 'zod';
import { EpochMs } from './audit-event.ts';

/** What a verification of a store found, and how far it can be relied on (docs/proof.md). */

const Count = z.int().nonnegative();

const VERDICTS = ['intact', 'tampered', 'undecided'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One statement about the chain that was kept outside of the store, held against it. */
export const Evidence = z.strictObject({
  kind: z.enum(['seal', 'anchor']),
  /** File name of a seal, without its folder; null for anchors. */
  name: z.string().nullable(),
  /** The statement is about the events up to this one. */
  seq: Count,
  at: EpochMs,
  /** Key that signed a seal; anchors are not signed. */
  keyId: z.string().nullable(),
  /** `unknown` if the event was pruned since, so that its link is gone. */
  agrees: z.enum(['yes', 'no', 'unknown']),
});
export type Evidence = z.infer<typeof Evidence>;

/** What the verdict rests on. */
export const Trust = z.strictObject({
  /** The strongest kind of evidence that agrees; `none` if no evidence from outside does. */
  mode: z.enum(['seal', 'anchor', 'none']),
  /** No change was detected since then: the oldest evidence of that kind. */
  since: EpochMs.nullable(),
  /** Later events than this one are vouched for by the signing key only. */
  upToSeq: Count.nullable(),
  /** Key that signed the head, and where it is known from beside the store. */
  keyId: z.string().nullable(),
  key: z.enum(['own', 'seal', 'unknown']),
});
export type Trust = z.infer<typeof Trust>;

export const Verification = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** Events that were checked and fit; those before the first that does not. */
  events: Count,
  /** seq of the first event that does not fit, or is not there; null unless tampered with. */
  firstBad: z.int().nullable(),
  /** Why, in one sentence. */
  reason: z.string(),
  trust: Trust,
  range: z.strictObject({
    /** seq of the first event that is left; null if there is none. */
    first: z.int().nullable(),
    /** seq of the newest event, by the head. */
    last: Count,
    /** Events between that were pruned. */
    pruned: Count,
  }),
  /** Everything from outside that was compared, the oldest first. */
  sealed: z.array(Evidence),
  /** What this verification cannot know, a sentence each. */
  unknown: z.array(z.string()),
  verifiedAt: EpochMs,
});
export type Verification = z.infer<typeof Verification>;
