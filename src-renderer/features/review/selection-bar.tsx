import { Copy, Download, Flag, FlagOff, Lock, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { CommandButton } from '../window/command-button.tsx';
import { useCommand } from '../../commands/use-commands.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import type { HistoryResult } from '../../data/history-cache.ts';
import { formatCount } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import styles from './selection-bar.module.css';

/** How many events are chosen, and what can be done with all of them; there if it is several. */
export function SelectionBar({ result }: { readonly result: HistoryResult }) {
  const chosen = useAppState((state) => state.chosen);
  const { clearChosen } = useActions();
  const isAll = chosen.kind === 'matching';
  const count = isAll ? result.count : chosen.seqs.size;
  const words = isAll ? `All ${formatCount(count)} that match` : formatCount(count);
  const isShown = count > 1;

  const leave = (): void => {
    clearChosen();
    focusRegion('history');
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Otherwise the details would close with it.
    event.preventDefault();
    leave();
  };

  return (
    <>
      <p className="visually-hidden" role="status">
        {isShown && `${words} selected`}
      </p>
      {isShown && (
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons have the focus
        <div className={styles.bar} role="toolbar" aria-label="Selection" onKeyDown={handleKeyDown}>
          <span className={styles.count}>{words} selected</span>
          {!isAll && count < result.count && <ChooseAll count={result.count} />}
          <Acts />
          <Button look="quiet" size="small" icon={<X size={13} />} onPress={leave}>
            Clear
          </Button>
        </div>
      )}
    </>
  );
}

function ChooseAll({ count }: { readonly count: number }) {
  const run = useCommand();
  return (
    <Button
      look="quiet"
      size="small"
      onPress={() => {
        run('events.chooseAll');
        // This button goes, and with it the focus that it had.
        focusRegion('history');
      }}
    >
      Select all {formatCount(count)} that match
    </Button>
  );
}

/** The acts, or why there are none. */
function Acts() {
  const whyNot = useAppState(selectWhyNoActs);
  if (whyNot !== null) return <span className={styles.why}>{whyNot}</span>;
  return (
    <div className={styles.acts}>
      <CommandButton look="quiet" size="small" command="events.flag" icon={<Flag size={13} />} />
      <CommandButton
        look="quiet"
        size="small"
        command="events.unflag"
        icon={<FlagOff size={13} />}
      />
      <CommandButton look="quiet" size="small" command="events.hold" icon={<Lock size={13} />} />
      <CommandButton look="quiet" size="small" command="events.copy" icon={<Copy size={13} />} />
      <CommandButton
        look="quiet"
        size="small"
        command="events.export"
        icon={<Download size={13} />}
      />
    </div>
  );
}
