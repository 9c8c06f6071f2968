import type { ImportResult as Result } from '#shared/model/import.ts';
import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCode } from '../../ui/failure-code.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './import-result.module.css';
import { RejectionList } from './rejection-list.tsx';

/** What the last import did; stays until it is put away or another one starts. */
export function ImportResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob } = useActions();
  const isSample = useAppState((state) => selectStoreInfo(state)?.kind === 'sample');
  if (job?.kind !== 'import' || job.state.kind === 'running') return null;
  // Filling the sample store is nothing that the operator imported.
  if (isSample && job.state.kind === 'done' && job.state.result.rejected === 0) return null;
  const dismiss = (
    <IconButton label="Put this away" onPress={dismissJob}>
      <X size={15} />
    </IconButton>
  );
  if (job.state.kind === 'failed') {
    const { error } = job.state;
    return (
      <section className={styles.result} aria-label="Import">
        <div className={styles.line}>
          <CircleX size={16} className={styles.bad} aria-hidden />
          <p className={`${styles.words} ${styles.sentence}`} role="alert">
            <strong>Import failed.</strong> {error.message} {error.hint}
          </p>
          <FailureCode failure={error} />
          {dismiss}
        </div>
      </section>
    );
  }
  if (!job.state.result) return null;
  return (
    <Summary
      key={job.jobId}
      title={job.title}
      isCancelled={job.state.kind === 'cancelled'}
      result={job.state.result}
      dismiss={dismiss}
    />
  );
}

interface SummaryProps {
  readonly title: string;
  readonly isCancelled: boolean;
  readonly result: Result;
  readonly dismiss: React.ReactNode;
}

function Summary({ title, isCancelled, result, dismiss }: SummaryProps) {
  const { showBatch } = useActions();
  const [isOpen, setIsOpen] = useState(false);
  const { batch, read, added, duplicates, rejected, rejections } = result;
  const hasTrouble = isCancelled || rejected > 0;
  const Icon = hasTrouble ? CircleAlert : CircleCheck;
  return (
    <section className={styles.result} aria-label="Import">
      <div className={styles.line}>
        <Icon size={16} className={hasTrouble ? styles.warn : styles.good} aria-hidden />
        <p className={styles.words} role="status">
          <strong>{isCancelled ? 'Import stopped' : 'Imported'}</strong>{' '}
          <span className={styles.title}>{safeString(title)}</span>
        </p>
        <dl className={styles.counts}>
          <Count label="read" value={read} />
          <Count label="added" value={added} />
          <Count label="already there" value={duplicates} />
          <Count label="rejected" value={rejected} isBad={rejected > 0} />
        </dl>
        {rejected > 0 && (
          <Button size="small" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Hide' : 'Show'} {formatCountOf(rejected, 'rejection')}
          </Button>
        )}
        {batch !== null && added > 0 && (
          <Button size="small" onPress={() => showBatch(batch)}>
            Show imported events
          </Button>
        )}
        {dismiss}
      </div>
      {isOpen && <RejectionList rejections={rejections} total={rejected} />}
    </section>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly isBad?: boolean;
}

function Count({ label, value, isBad = false }: CountProps) {
  return (
    <div className={styles.count}>
      <dd className={isBad ? styles.warn : undefined}>{formatCount(value)}</dd>
      <dt>{label}</dt>
    </div>
  );
}
