import type { EventTarget } from '#shared/model/audit-event.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions } from '../../state/app-context.tsx';
import { targetTerm } from '../../state/target-terms.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { LineActions } from './line-actions.tsx';
import styles from './target-line.module.css';

/** A thing the event touched: its name, and below it what it is and its id. */
export function TargetLine({ target }: { readonly target: EventTarget }) {
  const { showEntity } = useActions();
  const { type, id, name } = target;
  const term = targetTerm(type, id);
  const hasName = name !== null && name !== '' && name !== id;
  return (
    <li className={styles.line}>
      <p className={styles.name}>
        <SafeText text={hasName ? name : id} />
      </p>
      <p className={styles.kind}>
        <SafeText text={type} />
        {hasName && (
          <span className={styles.id}>
            <SafeText text={id} />
          </span>
        )}
      </p>
      <LineActions
        name="target"
        value={id}
        filter={term ? { field: 'target', value: `${type}:${id}` } : undefined}
        onShowEntity={() => {
          showEntity({ type, id });
          focusRegion('screen');
        }}
        className={styles.actions}
      />
    </li>
  );
}
