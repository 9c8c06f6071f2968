import { CircleCheck, CircleSlash, FileQuestion, FileX } from 'lucide-react';
import type { ReactNode } from 'react';
import { assertNever } from '#shared/util/assert.ts';
import type { PreviewFinding } from '../../state/preview-counts.ts';
import type { Offered } from '../../state/slices/import-offer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCode } from '../../ui/failure-code.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './offer-finding.module.css';

interface OfferFindingProps {
  readonly offered: Offered;
  readonly finding: PreviewFinding;
}

/** What there is to say where events are missing, and what to do about it. */
export function OfferFinding({ offered, finding }: OfferFindingProps) {
  switch (finding) {
    case 'loading':
      return (
        <div className={styles.loading} role="status">
          <p>Reading the first records</p>
          <div className={styles.bar}>
            <ProgressBar label="Reading" value={null} />
          </div>
        </div>
      );
    case 'failed':
      return <Unreadable offered={offered} />;
    case 'empty':
      return (
        <EmptyState icon={<FileX size={28} strokeWidth={1.5} />} title="There are no records">
          The files hold nothing that could become an event.
        </EmptyState>
      );
    case 'nothingNew':
      return (
        <Line icon={<CircleCheck size={16} className={styles.good} aria-hidden />}>
          <strong>Everything is in the store already.</strong> Importing would add nothing.
        </Line>
      );
    case 'allRejected':
      return (
        <Line icon={<CircleSlash size={16} className={styles.bad} aria-hidden />}>
          <strong>No record can be read as an event.</strong> The reasons are below. Another
          mapping, or another order of dates, may be what is missing.
        </Line>
      );
    case 'ready':
      return null;
    default:
      return assertNever(finding);
  }
}

function Unreadable({ offered }: { readonly offered: Offered }) {
  const { failure } = offered;
  if (!failure) return null;
  return (
    <div className={styles.failed} role="alert">
      <EmptyState
        icon={<FileQuestion size={28} strokeWidth={1.5} />}
        title={<SafeText text={failure.message} />}
      >
        {failure.hint !== '' && <p>{failure.hint}</p>}
        <p>If you know how the files are written, choose it above.</p>
        <FailureCode failure={failure} />
      </EmptyState>
    </div>
  );
}

function Line({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.line} role="status">
      {icon}
      <p>{children}</p>
    </div>
  );
}
