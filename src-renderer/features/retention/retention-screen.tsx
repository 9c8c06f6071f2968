import { Play, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { CommandButton } from '../window/command-button.tsx';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { selectHasRunningJob, selectMay, selectStoreInfo } from '../../state/selectors.ts';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { HoldList } from './hold-list.tsx';
import { PastPrunes } from './past-prunes.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import styles from './retention-screen.module.css';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleTable } from './rule-table.tsx';

/** What is kept how long, what is kept in any case, and what was deleted. */
export function RetentionScreen() {
  const retention = useAppState((state) => state.retention);
  const failure = useAppState((state) => state.retentionFailure);
  const editing = useAppState((state) => state.ruleEditing);
  const releasing = useAppState((state) => state.releasing);
  const { loadRetention } = useActions();
  useReading();
  return (
    <ScreenFrame
      title="Retention"
      note="What is kept how long, and what is kept in any case"
      actions={<Acts />}
    >
      {failure && !retention ? (
        <ReadFailed failure={failure} onRetry={() => void loadRetention()} />
      ) : (
        <div className={styles.parts} aria-busy={!retention}>
          {retention && <RuleTable retention={retention} />}
          <HoldList />
          <PastPrunes />
        </div>
      )}
      {editing && <RuleDialog original={editing.original} />}
      {releasing && <ReleaseDialog hold={releasing} />}
    </ScreenFrame>
  );
}

/** Reads what is shown, again when work has ended or something was reviewed. */
function useReading(): void {
  const { store } = useApp();
  const { loadRetention, loadHolds, leaveRetention, leaveHolds } = useActions();
  useEffect(() => {
    void loadRetention();
    void loadHolds();
    const stop = store.subscribe((state, before) => {
      const hasJobEnded = state.jobsEnded !== before.jobsEnded;
      if (hasJobEnded) void loadRetention();
      if (hasJobEnded || state.reviewed !== before.reviewed) void loadHolds();
    });
    return () => {
      stop();
      leaveRetention();
      leaveHolds();
    };
  }, [store, loadRetention, loadHolds, leaveRetention, leaveHolds]);
}

function Acts() {
  const mayDelete = useAppState(
    (state) => selectMay(state, 'admin') && selectStoreInfo(state)?.isReadOnly === false,
  );
  const isBusy = useAppState(selectHasRunningJob);
  const isOn = useAppState(
    (state) => state.retention?.rules.some(({ isEnabled }) => isEnabled) ?? false,
  );
  if (!mayDelete) return null;
  return (
    <>
      <CommandButton
        command="retention.run"
        isRisky
        icon={<Play size={14} />}
        isDisabled={isBusy || !isOn}
      />
      <CommandButton command="prune.open" isRisky icon={<Trash2 size={14} />} />
    </>
  );
}
