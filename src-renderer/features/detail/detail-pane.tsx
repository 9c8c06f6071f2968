import { Braces, ChevronDown, ChevronUp, PanelRightClose, TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useKeyboardBack } from '../../commands/use-keyboard-back.ts';
import type { CommandId } from '#shared/model/commands.ts';
import { useEventDetail } from '../../data/use-event-detail.ts';
import { useHistory } from '../../data/use-history.ts';
import { formatCount } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { selectIsFiltered } from '../../state/selectors.ts';
import { FailureCode } from '../../ui/failure-code.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { DetailBody } from './detail-body.tsx';
import styles from './detail-pane.module.css';

/** One event with everything that is known about it. */
export function DetailPane() {
  const seq = useAppState((state) => state.activeSeq);
  const { state, retry } = useEventDetail(seq);
  const pane = useRef<HTMLElement>(null);
  useKeyboardBack(pane);

  return (
    <aside ref={pane} className={styles.pane} aria-label="Event details">
      <DetailBar />
      <NotInList />
      <div className={styles.scroller} tabIndex={-1} data-region="detail">
        {contentOf()}
      </div>
    </aside>
  );

  function contentOf(): ReactNode {
    switch (state.kind) {
      case 'none':
        return (
          <EmptyState title="No event selected">
            Click an event, or move to one with the arrow keys.
          </EmptyState>
        );
      case 'loading':
        return (
          state.previous && (
            // The same body as before, so that nothing in it begins anew.
            <DetailBody key={state.previous.event.seq} detail={state.previous} isStale />
          )
        );
      case 'failed':
        return (
          <EmptyState
            icon={<TriangleAlert size={28} strokeWidth={1.5} />}
            title={state.failure.message}
            actions={<Button onPress={retry}>Try again</Button>}
          >
            {state.failure.hint !== '' && <p>{state.failure.hint}</p>}
            <FailureCode failure={state.failure} />
          </EmptyState>
        );
      case 'ready':
        return <DetailBody key={state.detail.event.seq} detail={state.detail} isStale={false} />;
    }
  }
}

function DetailBar() {
  const { result } = useHistory();
  const activeIndex = useAppState((state) => state.activeIndex);
  const hasEvent = useAppState((state) => state.activeSeq !== null);
  const last = (result?.count ?? 0) - 1;
  return (
    <header className={styles.bar}>
      <span className={styles.position}>
        {activeIndex === null
          ? 'Event'
          : `${formatCount(activeIndex + 1)} of ${formatCount(last + 1)}`}
      </span>
      <CommandButton
        command="detail.previous"
        isDisabled={activeIndex === null || activeIndex <= 0}
      >
        <ChevronUp size={16} />
      </CommandButton>
      <CommandButton command="detail.next" isDisabled={activeIndex === null || activeIndex >= last}>
        <ChevronDown size={16} />
      </CommandButton>
      <CommandButton command="detail.copyJson" isDisabled={!hasEvent}>
        <Braces size={14} />
      </CommandButton>
      <CommandButton command="detail.toggle" isDisabled={false}>
        <PanelRightClose size={15} />
      </CommandButton>
    </header>
  );
}

/** The event is opened from elsewhere, and not among those that the list shows. */
function NotInList() {
  const { result, status } = useHistory();
  const { clearFilter, askAgain } = useActions();
  const isElsewhere = useAppState(
    ({ activeIndex, activeSeq }) => activeIndex === null && activeSeq !== null,
  );
  const isFiltered = useAppState(selectIsFiltered);
  const relax = (): void => {
    if (isFiltered) clearFilter();
    else askAgain();
    // This button goes, and with it the focus that it had.
    focusRegion('history');
  };
  const isShown = isElsewhere && result !== null && status === 'ready';
  return (
    <div role="status">
      {isShown && (
        <div className={styles.strip}>
          <p className={styles.stripText}>
            {isFiltered ? 'The filter hides this event in the list.' : 'Not in the list yet.'}
          </p>
          <Button look="quiet" size="small" onPress={relax}>
            {isFiltered ? 'Clear all filters' : 'Refresh'}
          </Button>
        </div>
      )}
    </div>
  );
}

interface CommandButtonProps {
  readonly command: CommandId;
  readonly isDisabled: boolean;
  readonly children: ReactNode;
}

function CommandButton({ command, isDisabled, children }: CommandButtonProps) {
  const run = useCommand();
  const { label, keys } = describeCommand(command);
  return (
    <IconButton label={label} keys={keys} isDisabled={isDisabled} onPress={() => run(command)}>
      {children}
    </IconButton>
  );
}
