import type { Evidence, Verdict, Verification } from '#shared/model/verification.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted, formatCount, formatDuration, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import type { Style } from './style.ts';
import { visibleLine } from './visible-text.ts';
import { wrappedLines } from './wrapped-text.ts';

const STYLES: Readonly<Record<Verdict, Style>> = {
  intact: 'green',
  tampered: ['bold', 'red'],
  undecided: 'yellow',
};

const AGREEMENT: Readonly<Record<Evidence['agrees'], string>> = {
  yes: 'agrees',
  no: 'contradicts',
  unknown: 'pruned since, cannot be compared',
};

/**
 * A verification for people.
 * @param elapsed how long it took, in milliseconds
 * @param width columns that a line may take
 */
export function verifyReportLines(
  verification: Verification,
  elapsed: number,
  width: number,
): string[] {
  const { events, range, sealed, unknown } = verification;
  const pruned = range.pruned === 0 ? '' : `, ${formatCount(range.pruned)} pruned`;
  return [
    ...verdictLines(verification, width),
    styled('dim', `${counted(events, 'event')} checked${pruned}, in ${formatDuration(elapsed)}`),
    '',
    styled('bold', 'Held against'),
    ...(sealed.length === 0 ? ['  nothing: there is neither an anchor nor a seal'] : []),
    ...sealed.map(evidenceLine),
    styled('dim', `  times in ${zoneName()}`),
    '',
    styled('bold', 'Not known'),
    ...unknown.flatMap((sentence) => wrappedLines('  - ', visibleLine(sentence), width)),
  ];
}

/** The same as product.md §12 has it: times as ISO 8601. */
export function verificationJson({ trust, sealed, verifiedAt, ...rest }: Verification): object {
  const { since } = trust;
  return {
    ...rest,
    trust: { ...trust, since: since === null ? null : formatIsoTime(since) },
    sealed: sealed.map((evidence) => ({ ...evidence, at: formatIsoTime(evidence.at) })),
    verifiedAt: formatIsoTime(verifiedAt),
  };
}

function verdictLines({ verdict, firstBad, reason, trust }: Verification, width: number): string[] {
  const word = { intact: 'Intact.', tampered: 'Tampered with.', undecided: 'Undecided.' }[verdict];
  const since = trust.since === null ? '' : formatLocalTime(trust.since);
  const text = {
    intact: `No change detected since ${since}.`,
    tampered: `Event #${firstBad} does not fit. ${reason}`,
    undecided: reason,
  }[verdict];
  const [first = '', ...others] = wrappedLines('', `${word} ${visibleLine(text)}`, width);
  return [styled(STYLES[verdict], word) + first.slice(word.length), ...others];
}

function evidenceLine({ kind, name, seq, at, agrees }: Evidence): string {
  const what = kind === 'seal' ? `seal ${visibleLine(name ?? '')}` : 'anchor';
  const upTo = seq === 0 ? 'before the first event' : `up to event #${seq}`;
  return `  ${what}, ${formatLocalTime(at)}, ${upTo}: ${AGREEMENT[agrees]}`;
}
