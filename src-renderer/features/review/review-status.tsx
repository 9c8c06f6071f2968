import { useEffect } from 'react';
import type { ReviewState } from '#shared/model/review-mark.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { useApp, useAppState, useZone } from '../../state/app-context.tsx';
import type { AppState } from '../../state/app-store.ts';
import { selectMayMark, selectStoreInfo, selectWhyNoActs } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import styles from './review-status.module.css';

/** How many events nobody has reviewed; pressed, who signed off last, and the way to do so. */
export function ReviewStatus() {
  useReviewState();
  const state = useAppState(({ reviewState }) => reviewState);
  if (!state) return null;
  const { unreviewed } = state;
  return (
    <DialogTrigger>
      <Button look="quiet" size="small">
        {unreviewed === 0 ? 'All reviewed' : `${formatCount(unreviewed)} unreviewed`}
      </Button>
      <PanelPopover label="Review">
        {(close) => <Panel state={state} onDone={close} />}
      </PanelPopover>
    </DialogTrigger>
  );
}

/** Reads how far the review is, and again whenever the trail or the store is another one. */
function useReviewState(): void {
  const { store } = useApp();
  useEffect(() => {
    void store.getState().loadReviewState();
    return store.subscribe((state, before) => {
      if (versionOf(state) !== versionOf(before)) void state.loadReviewState();
    });
  }, [store]);
}

function versionOf(state: AppState): string {
  const info = selectStoreInfo(state);
  return `${state.epoch} ${info?.headSeq} ${info?.events}`;
}

interface PanelProps {
  readonly state: ReviewState;
  readonly onDone: () => void;
}

function Panel({ state, onDone }: PanelProps) {
  const run = useCommand();
  const mayMark = useAppState(selectMayMark);
  const whyNot = useAppState(selectWhyNoActs);
  const { upToSeq, unreviewed } = state;
  const since = upToSeq === 0 ? '' : ' since then';
  return (
    <div className={styles.panel}>
      <LastSignOff state={state} />
      <p>
        {unreviewed === 0
          ? `Nothing is new${since}.`
          : `${formatCountOf(unreviewed, 'event is', 'events are')} new${since}.`}
      </p>
      <p className={styles.note}>
        {whyNot ?? 'By when events were recorded: what an import brings in is new.'}
      </p>
      <div className={styles.acts}>
        <Button
          isDisabled={unreviewed === 0}
          onPress={() => {
            onDone();
            run('query.sinceReview');
          }}
        >
          Show what is new
        </Button>
        {mayMark && (
          <Button
            onPress={() => {
              onDone();
              run('events.markReviewed');
            }}
          >
            {describeCommand('events.markReviewed').label}
          </Button>
        )}
      </div>
    </div>
  );
}

function LastSignOff({ state }: { readonly state: ReviewState }) {
  const { clock } = useApp();
  const zone = useZone();
  const { upToSeq, at, operator } = state;
  if (upToSeq === 0) return <p className={styles.last}>Nobody has signed off yet.</p>;
  return (
    <p className={styles.last}>
      Signed off up to number {formatCount(upToSeq)}
      {operator !== null && ` by ${safeString(operator)}`}
      {at !== null && (
        <span className={styles.when}>
          {formatSeconds(at, zone)}, {formatAgo(at, clock.now())}
        </span>
      )}
    </p>
  );
}
