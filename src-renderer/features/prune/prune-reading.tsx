import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { PrunePlan } from '#shared/model/prune.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { confirmationOf, isConfirmed } from '../../state/prune-form.ts';
import { selectHasRunningJob, selectStoreInfo } from '../../state/selectors.ts';
import type { Pruning } from '../../state/slices/pruning.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { DialogBody } from '../../ui/dialog-parts.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';
import { InputLine } from '../../ui/input-line.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './prune-dialog.module.css';
import { scopeInWords } from './scope-words.ts';

/** The plan, and the act once it was read and confirmed. Enter alone deletes nothing. */
export function PruneReadingStep({ pruning }: { readonly pruning: Pruning }) {
  const { applyPrune, askPruneAgain, closePrune, changePrune } = useActions();
  const { plan, form, failure, isApplying, isReplanned } = pruning;
  const [typed, setTyped] = useState('');
  const isJobRunning = useAppState(selectHasRunningJob);
  const body = useRef<HTMLDivElement>(null);
  // What asked for the plan is gone, and the plan is there to be read.
  useEffect(() => body.current?.focus(), []);
  const hasEvents = plan !== null && plan.delete > 0;
  const isReady = hasEvents && isConfirmed(plan, typed) && !isApplying && !isJobRunning;

  return (
    <>
      <DialogBody ref={body} tabIndex={-1} role="group" aria-label="Plan">
        {isReplanned && (
          <p className={styles.again} role="status">
            Nothing was deleted: the plan no longer held, because holds or events have changed since
            it was made. This is the plan as of now.
          </p>
        )}
        {!plan && !failure && (
          <div className={styles.wait} role="status">
            <p>Finding what would go…</p>
            <ProgressBar label="Planning" value={null} />
          </div>
        )}
        {plan && <PlanFacts plan={plan} />}
        {hasEvents && (
          <>
            <CheckLine
              isOn={form.isArchived}
              onChange={(isArchived) => changePrune({ isArchived })}
            >
              First write an archive of what goes, and verify it
            </CheckLine>
            <Confirmation plan={plan} typed={typed} onType={setTyped} />
          </>
        )}
      </DialogBody>
      <DialogFooter
        start={
          <Button look="quiet" onPress={askPruneAgain}>
            Back
          </Button>
        }
        problem={
          failure
            ? `${failure.message} ${failure.hint}`
            : isJobRunning && hasEvents
              ? 'Wait until the work that is running has ended.'
              : ''
        }
      >
        <Button onPress={closePrune}>{hasEvents ? 'Cancel' : 'Close'}</Button>
        {hasEvents && (
          <Button look="danger" isDisabled={!isReady} onPress={() => void applyPrune()}>
            Delete {formatCountOf(plan.delete, 'event')}
            {form.isArchived && '…'}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

/** What would go, and what would stay. */
function PlanFacts({ plan }: { readonly plan: PrunePlan }) {
  const zone = useZone();
  const events = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  const { delete: deleted, keptByHold, byCategory, bytes, oldest, newest, flags, notes } = plan;
  const categories = Object.entries(byCategory);
  return (
    <>
      <p className={styles.headline}>
        {deleted === 0
          ? 'There is nothing to delete'
          : `${formatCountOf(deleted, 'event')} would be deleted for good`}
      </p>
      <dl className={styles.facts}>
        <Fact label="Asked for">{scopeInWords(plan, zone)}</Fact>
        {categories.length > 0 && (
          <Fact label="By category">
            <span className={styles.categories}>
              {categories.map(([category, count]) => (
                <span key={category}>
                  {safeString(category)} <b>{formatCount(count)}</b>
                </span>
              ))}
            </span>
          </Fact>
        )}
        {oldest !== null && newest !== null && (
          <Fact label="From, to">
            {formatSeconds(oldest, zone)} – {formatSeconds(newest, zone)}
          </Fact>
        )}
        {flags + notes > 0 && (
          <Fact label="With them">
            {formatCountOf(flags, 'flag')}, {formatCountOf(notes, 'note')}
          </Fact>
        )}
        {deleted > 0 && <Fact label="Space given back">About {formatBytes(bytes)}</Fact>}
        <Fact label="Kept by holds">{formatCountOf(keptByHold, 'event')}</Fact>
        <Fact label="What stays">{formatCountOf(Math.max(0, events - deleted), 'event')}</Fact>
      </dl>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface ConfirmationProps {
  readonly plan: PrunePlan;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Confirmation({ plan, typed, onType }: ConfirmationProps) {
  return (
    <InputLine
      label={`Type ${confirmationOf(plan)} to confirm`}
      width={140}
      value={typed}
      onChange={onType}
    />
  );
}
