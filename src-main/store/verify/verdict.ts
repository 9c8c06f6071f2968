import type { Evidence, Trust, Verification } from '#shared/model/verification.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted } from '../review/words.ts';
import type { OutsideEvidence, Witness } from './evidence.ts';
import { clamped, firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import type { HeadFacts, StoreSnapshot } from './snapshot.ts';
import type { KnownLink } from './verify-jobs.ts';

/** What checking a store from within has found. */
export interface StoreCheck {
  readonly snapshot: StoreSnapshot;
  readonly finding: Finding | null;
  /** Events that were checked and fit. */
  readonly events: number;
  /** What the store knows of the chain where each witness of this chain stands. */
  readonly known: ReadonlyMap<Witness, KnownLink>;
}

/**
 * Judges a store: by what it says of itself, and by what is known of it from outside. Intact takes
 * both, because whoever can write to the store can make it agree with itself.
 * @param now integer milliseconds UTC
 */
export function judge(check: StoreCheck, outside: OutsideEvidence, now: number): Verification {
  const { snapshot, events, known } = check;
  const headSeq = snapshot.head?.seq ?? 0;
  const compared = [...known]
    .map(([witness, link]) => compare(witness, link, headSeq))
    .toSorted((one, other) => one.seq - other.seq || one.at - other.at);
  const bad = firstOf([
    check.finding,
    ...compared.map((each) => (each.agrees === 'no' ? contradiction(each, headSeq) : null)),
  ]);
  const trust = trustIn(compared, snapshot.head, outside);
  const doubt = bad ? null : doubtOf(trust, compared, headSeq, foreignSeals(snapshot, outside));
  return {
    verdict: bad ? 'tampered' : doubt ? 'undecided' : 'intact',
    events,
    firstBad: bad ? clamped(bad.seq) : null,
    reason: bad?.reason ?? doubt ?? sinceWhen(trust),
    trust,
    range: {
      first: snapshot.firstSeq === null ? null : clamped(snapshot.firstSeq),
      last: clamped(headSeq, 0),
      pruned: clamped(snapshot.head?.pruned ?? 0, 0),
    },
    sealed: compared,
    unknown: unknowns(snapshot, trust, compared),
    verifiedAt: now,
  };
}

function compare(witness: Witness, known: KnownLink, headSeq: number): Evidence {
  const { kind, name, seq, at, keyId } = witness;
  return { kind, name, seq, at, keyId, agrees: agreement(witness, known, headSeq) };
}

function agreement({ seq, link }: Witness, known: KnownLink, headSeq: number): Evidence['agrees'] {
  if (seq > headSeq) return 'no';
  if (known.link !== null) return known.link === link ? 'yes' : 'no';
  // A checkpoint that says the same shows nothing: whoever has the key could have kept it.
  return known.checkpoint === null || known.checkpoint === link ? 'unknown' : 'no';
}

function contradiction(evidence: Evidence, headSeq: number): Finding {
  const { seq } = evidence;
  const what = nameOf(evidence);
  if (seq > headSeq) {
    const reason = `The history is older than last seen: it ends at event ${headSeq}, and ${what} knows event ${seq}.`;
    return { seq: headSeq + 1, reason };
  }
  return { seq, reason: `The event, or one before it, is not what it was by ${what}.` };
}

function trustIn(
  compared: readonly Evidence[],
  head: HeadFacts | null,
  { keys }: OutsideEvidence,
): Trust {
  const agreeing = compared.filter(({ agrees }) => agrees === 'yes');
  const sealed = agreeing.filter(({ kind }) => kind === 'seal');
  const strongest = sealed.length > 0 ? sealed : agreeing;
  const times = strongest.map(({ at }) => at);
  return {
    mode: strongest[0]?.kind ?? 'none',
    since: times.length === 0 ? null : Math.min(...times),
    upToSeq: agreeing.at(-1)?.seq ?? null,
    keyId: head?.keyId ?? null,
    key: keys.get(head?.publicKey ?? '') ?? 'unknown',
  };
}

/** Why a store that agrees with itself is not called intact; null if it is. */
function doubtOf(
  { upToSeq, key }: Trust,
  compared: readonly Evidence[],
  headSeq: number,
  foreign: readonly string[],
): string | null {
  if (foreign.length > 0) {
    return `The seal ${foreign.join(', ')} is of another store, so it says nothing about this one.`;
  }
  if (upToSeq === headSeq) return null;
  if (upToSeq === null || upToSeq === 0) {
    return compared.some(({ agrees }) => agrees === 'unknown')
      ? 'The store agrees with itself, but what was known of it from outside was pruned since.'
      : 'The store agrees with itself, but nothing from outside is there to hold it against.';
  }
  if (key !== 'unknown') return null;
  return `Nothing has changed up to event ${upToSeq}, but what came later is signed by a key that is known from the store only.`;
}

/** Seals that were given and are of other chains. */
function foreignSeals({ chainId }: StoreSnapshot, { witnesses }: OutsideEvidence): string[] {
  return witnesses
    .filter(({ kind, chain }) => kind === 'seal' && chain !== chainId)
    .map(({ name }) => name ?? '');
}

function sinceWhen({ since }: Trust): string {
  return since === null ? '' : `No change detected since ${formatIsoTime(since)}.`;
}

/** What nobody can tell from this verification. */
function unknowns({ head }: StoreSnapshot, trust: Trust, compared: readonly Evidence[]): string[] {
  const { mode, upToSeq } = trust;
  const headSeq = head?.seq ?? 0;
  const pruned = head?.pruned ?? 0;
  return [
    ...(upToSeq !== null && upToSeq < headSeq
      ? [`Events after ${upToSeq} are vouched for by the signing key only.`]
      : []),
    ...(mode === 'seal'
      ? []
      : [
          'Only a seal that is kept elsewhere shows that store and anchor were not put back together.',
        ]),
    ...(pruned > 0
      ? [`What ${counted(pruned, 'pruned event')} said: only links are left of them.`]
      : []),
    ...compared
      .filter(({ agrees }) => agrees === 'unknown')
      .map((each) => `Whether ${nameOf(each)} agrees: event ${each.seq} was pruned.`),
    'Whoever can use the signing key, as every program of the same user can, could have recorded anything since the newest evidence.',
    'Whether events were true when they were recorded.',
  ];
}

function nameOf({ kind, name, at }: Evidence): string {
  const when = formatIsoTime(at);
  return kind === 'seal' ? `the seal ${name} of ${when}` : `the anchor of ${when}`;
}
