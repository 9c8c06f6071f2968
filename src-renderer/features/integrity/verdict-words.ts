import type { Evidence, Verdict, Verification } from '#shared/model/verification.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatSeconds, timeParts } from '../../format/times.ts';

/** What a verdict means, in a few words. */
export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  intact: 'Intact',
  tampered: 'Tampered',
  undecided: 'Undecided',
};

/** The verdict and why, in one line: `No change detected since 2023-07-10 14:07:34.` */
export function reasonInWords(verification: Verification, zone: string): string {
  const { verdict, reason, trust, firstBad } = verification;
  if (verdict === 'intact') {
    return trust.since === null
      ? 'No change was detected.'
      : `No change detected since ${formatSeconds(trust.since, zone)}.`;
  }
  if (verdict === 'tampered' && firstBad !== null) {
    return `Event ${formatCount(firstBad)} does not fit. ${safeString(reason)}`;
  }
  return safeString(reason);
}

/** The state of the chain for the status bar: `Intact, 12:03`. */
export function chainInWords(verification: Verification | null, zone: string): string {
  if (!verification) return 'Not verified yet';
  const { verdict, verifiedAt } = verification;
  if (verdict === 'tampered') return 'Tampered';
  return `${VERDICT_TITLES[verdict]}, ${timeParts(verifiedAt, zone).time.slice(0, 5)}`;
}

/** What a verification has shown, a sentence each. */
export function provedInWords(verification: Verification): readonly string[] {
  const { verdict, events, range, trust, sealed } = verification;
  const agreeing = sealed.filter(({ agrees }) => agrees === 'yes');
  const { pruned } = range;
  return [
    verdict === 'tampered'
      ? `${formatCountOf(events, 'event')} before the first that does not fit were checked, and fit.`
      : `${formatCountOf(events, 'event')} with originals, targets, flags, notes and holds are as they were recorded, and none is missing.`,
    ...(pruned > 0 && verdict !== 'tampered'
      ? [`${formatCountOf(pruned, 'event')} were pruned, each prune as its event tells.`]
      : []),
    agreeing.length === 0
      ? 'Nothing from outside the store agrees with it.'
      : `${countsOf(agreeing)} from outside the store ${agreeing.length === 1 ? 'agrees' : 'agree'} with it, up to event ${formatCount(trust.upToSeq ?? 0)}.`,
    KEYS[trust.key],
  ];
}

const KEYS: Readonly<Record<Verification['trust']['key'], string>> = {
  own: 'The newest state is signed with the key of this operator.',
  seal: 'The newest state is signed with the key of a seal.',
  unknown: 'The newest state is signed with a key that only the store knows, which proves nothing.',
};

/** `2 seals and an anchor` */
function countsOf(evidence: readonly Evidence[]): string {
  const seals = evidence.filter(({ kind }) => kind === 'seal').length;
  const anchors = evidence.length - seals;
  return [
    ...(seals > 0 ? [formatCountOf(seals, 'seal')] : []),
    ...(anchors > 0 ? [formatCountOf(anchors, 'anchor')] : []),
  ].join(' and ');
}

/** A statement from outside, by what it is called. */
export function evidenceName({ kind, name }: Evidence): string {
  return kind === 'seal' ? `Seal ${safeString(name ?? '')}` : 'Anchor of this operator';
}

export const AGREEMENT: Readonly<Record<Evidence['agrees'], string>> = {
  yes: 'Agrees',
  no: 'Contradicts the store',
  unknown: 'Cannot be compared: pruned since',
};
