import { Import, Inbox, SearchX, TriangleAlert, X } from 'lucide-react';
import type { CallFailure } from '../../api/client.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { describeRange } from '../../format/describe-range.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { termKey } from '../../state/filter-terms.ts';
import { selectStoreInfo, selectWhyNoImport } from '../../state/selectors.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { safeString } from '#shared/text/safe-text.ts';
import { FailureCode } from '../../ui/failure-code.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { TermLabel } from '../../ui/term-label.tsx';
import styles from './history-states.module.css';

interface FailureProps {
  readonly failure: CallFailure;
  readonly onRetry: () => void;
}

/** The store is open and holds nothing, or nothing yet. */
export function EmptyTrail() {
  const run = useCommand();
  const job = useAppState((state) => state.job);
  const whyNoImport = useAppState(selectWhyNoImport);
  if (job?.kind === 'import' && job.state.kind === 'running') {
    const { read, bytesRead, bytesTotal } = job.state.progress;
    return (
      <EmptyState
        icon={<Import size={28} strokeWidth={1.5} />}
        title={`Importing ${safeString(job.title)}`}
      >
        <div className={styles.progress}>
          <ProgressBar label="Import" value={bytesTotal === 0 ? null : bytesRead / bytesTotal} />
        </div>
        {formatCountOf(read, 'record')} read
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox size={28} strokeWidth={1.5} />}
      title="No events yet"
      actions={
        <>
          {whyNoImport === null && (
            <>
              <Button look="primary" onPress={() => run('import.files')}>
                Import files…
              </Button>
              <Button onPress={() => run('import.folder')}>Import a folder…</Button>
            </>
          )}
          <Button onPress={() => run('store.openSample')}>Explore sample data</Button>
        </>
      }
    >
      {whyNoImport ?? 'This store is ready. Bring in a log, or drop files anywhere on this window.'}
    </EmptyState>
  );
}

/** There are events, but the filter lets none through: every condition can be taken away here. */
export function NoMatch() {
  const zone = useZone();
  const { removeTerm, setRange, clearFilter } = useActions();
  const terms = useAppState((state) => state.terms);
  const range = useAppState((state) => state.range);
  const events = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title="No event matches"
      actions={<Button onPress={clearFilter}>Clear all filters</Button>}
    >
      <p>None of {formatCountOf(events, 'event')} meets every condition. Take one away:</p>
      <div className={styles.conditions}>
        {range.kind !== 'all' && (
          <Button look="plain" icon={<X size={13} />} onPress={() => setRange(ALL_TIME)}>
            {describeRange(range, zone)}
          </Button>
        )}
        {terms.map((term) => (
          <Button
            key={termKey(term)}
            look="plain"
            icon={<X size={13} />}
            onPress={() => removeTerm(term)}
          >
            <span className={styles.condition}>
              <TermLabel term={term} />
            </span>
          </Button>
        ))}
      </div>
    </EmptyState>
  );
}

/** The newest question failed; what was read before stays below. */
export function ReadFailedStrip({ failure, onRetry }: FailureProps) {
  return (
    <div className={styles.strip} role="alert">
      <TriangleAlert size={14} aria-hidden />
      <span className={styles.stripText}>
        {failure.message} {failure.hint} Showing what was read before.
      </span>
      <FailureCode failure={failure} />
      <Button look="quiet" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}
