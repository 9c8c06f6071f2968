import { TriangleAlert } from 'lucide-react';
import { clsx } from 'clsx';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import { TIME_NOTES, TIME_NOTE_NAMES } from '#shared/model/time-notes.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { assertNever } from '#shared/util/assert.ts';
import { describeRange } from '../../format/describe-range.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { useZone } from '../../state/app-context.tsx';
import { shownCounts, shownPreview } from '../../state/preview-counts.ts';
import type { ExactCounts, Offered } from '../../state/slices/import-offer.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './preview-counts.module.css';

/** How many records there are of each kind, how sure that is, and what was assumed of their times. */
export function PreviewCounts({ offered }: { readonly offered: Offered }) {
  const counts = shownCounts(offered);
  const preview = shownPreview(offered);
  if (!counts || !preview || offered.failure) return null;
  return (
    <>
      <div className={clsx(styles.strip, offered.isSampling && styles.stale)}>
        <dl className={styles.counts}>
          <Count label="read" value={counts.read} />
          <Count label="new" value={counts.added} isMain={counts.added > 0} />
          <Count label="already there" value={counts.duplicates} />
          <Count label="rejected" value={counts.rejected} isBad={counts.rejected > 0} />
        </dl>
        <div className={styles.about}>
          <p className={styles.sure} role="status">
            {describeCounting(offered.exact, offered.isSampling)}
          </p>
          <Origin preview={preview} />
        </div>
        <div className={styles.bar}>
          {isCounting(offered) && <Progress exact={offered.exact} />}
        </div>
      </div>
      <TimeNotes preview={preview} />
    </>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly isMain?: boolean;
  readonly isBad?: boolean;
}

function Count({ label, value, isMain = false, isBad = false }: CountProps) {
  return (
    <div className={styles.count}>
      <dd className={clsx(styles.number, isMain && styles.main, isBad && styles.bad)}>
        {formatCount(value)}
      </dd>
      <dt className={styles.label}>{label}</dt>
    </div>
  );
}

/** When the events happened, and which mappings read them. */
function Origin({ preview }: { readonly preview: ImportPreview }) {
  const zone = useZone();
  const { range, mappings } = preview;
  const readBy = mappings.map(({ title, count }) =>
    mappings.length === 1 ? safeString(title) : `${safeString(title)} ${formatCount(count)}`,
  );
  const words = [range ? describeSpan(range, zone) : '', readBy.join(', ')]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <p className={styles.origin} title={words}>
      {words}
    </p>
  );
}

function describeSpan({ from, to }: { from: number; to: number }, zone: string): string {
  return from === to
    ? formatSeconds(from, zone)
    : describeRange({ kind: 'between', from, to }, zone);
}

function Progress({ exact }: { readonly exact: ExactCounts }) {
  const progress = exact.kind === 'counting' ? exact.progress : null;
  const share =
    progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : null;
  return <ProgressBar label="Counting" value={share} />;
}

/** What is not certain about the times: somebody has to decide whether it is right. */
function TimeNotes({ preview }: { readonly preview: ImportPreview }) {
  const { notes, zone } = preview.times;
  const found = TIME_NOTE_NAMES.filter((note) => (notes[note] ?? 0) > 0);
  if (found.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="About the times">
      {found.map((note) => (
        <li key={note} className={styles.note}>
          <TriangleAlert size={13} aria-hidden />
          <span>
            <strong>{describeShare(notes[note] ?? 0, preview)}:</strong> {TIME_NOTES[note]}
            {note === 'zone' && `; read as ${zone}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** While only the first records were looked at, a number is one of those. */
function describeShare(count: number, { isWhole, read }: ImportPreview): string {
  return isWhole
    ? formatCountOf(count, 'record')
    : `${formatCount(count)} of the first ${formatCountOf(read, 'record')}`;
}

function isCounting({ exact, isSampling }: Offered): boolean {
  return exact.kind === 'counting' || isSampling;
}

function describeCounting(exact: ExactCounts, isSampling: boolean): string {
  if (isSampling) return 'Reading again…';
  switch (exact.kind) {
    case 'done':
      return 'Everything was read; the counts are exact';
    case 'unknown':
      return `Of the first records only. ${exact.reason}`;
    case 'waiting':
    case 'counting':
      return 'Counting…';
    default:
      return assertNever(exact);
  }
}
