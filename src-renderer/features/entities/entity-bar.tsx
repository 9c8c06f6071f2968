import { Copy, Flag, FlagOff, MessageSquarePlus, Rows3, X } from 'lucide-react';
import { LIMITS } from '#shared/model/limits.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { CommandButton } from '../window/command-button.tsx';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { entitiesActedOn } from '../../state/acted-on-entities.ts';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import styles from './entity-bar.module.css';

/** How many entities are chosen, and what can be done with them. */
export function EntityBar({ total }: { readonly total: number }) {
  const count = useAppState((state) => entitiesActedOn(state).length);
  const whyNot = useAppState(selectWhyNoActs);
  const { chooseEntities, chooseEntityRange } = useActions();
  const words = `${formatCount(count)} selected`;
  const leave = (): void => {
    chooseEntities([], false);
    focusRegion('entities');
  };
  const chooseAll = (): void => {
    void chooseEntityRange(0, total - 1, false);
    // This button goes, and with it the focus that it had.
    focusRegion('entities');
  };
  return (
    <>
      <p className="visually-hidden" role="status">
        {count > 1 && words}
      </p>
      {count > 0 && (
        <div className={styles.bar} role="toolbar" aria-label="Selection">
          <span className={styles.count}>{words}</span>
          {count > 1 && count < total && total <= LIMITS.targets && (
            <Button look="quiet" size="small" onPress={chooseAll}>
              Select all {formatCountOf(total, 'entity', 'entities')}
            </Button>
          )}
          <CommandButton
            look="quiet"
            size="small"
            command="entities.showEvents"
            icon={<Rows3 size={13} />}
          >
            Show events
          </CommandButton>
          {whyNot === null ? (
            <>
              <CommandButton
                look="quiet"
                size="small"
                command="events.flag"
                icon={<Flag size={13} />}
              >
                Flag
              </CommandButton>
              <CommandButton
                look="quiet"
                size="small"
                command="events.unflag"
                icon={<FlagOff size={13} />}
              >
                Unflag
              </CommandButton>
              <CommandButton
                look="quiet"
                size="small"
                command="entities.flagWithNote"
                icon={<MessageSquarePlus size={13} />}
              >
                Flag with a note…
              </CommandButton>
            </>
          ) : (
            <span className={styles.why}>{whyNot}</span>
          )}
          <CommandButton
            look="quiet"
            size="small"
            command="entities.copyIds"
            icon={<Copy size={13} />}
          >
            {count === 1 ? 'Copy id' : 'Copy ids'}
          </CommandButton>
          {count > 1 && (
            <Button look="quiet" size="small" icon={<X size={13} />} onPress={leave}>
              Clear
            </Button>
          )}
        </div>
      )}
    </>
  );
}
