import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectMay } from '../../state/selectors.ts';
import styles from './examples.module.css';

interface Example {
  readonly query: string;
  readonly finds: string;
}

/** Queries that are asked by pressing them, if there is a store to ask. */
export function Examples({ examples }: { readonly examples: readonly Example[] }) {
  const canAsk = useAppState((state) => state.store?.kind === 'open' && selectMay(state, 'viewer'));
  const { closeHelp, showScreen, editQuery, finishQuery } = useActions();
  const tryOut = (query: string): void => {
    closeHelp();
    showScreen('history');
    editQuery(query);
    finishQuery();
    // Behind the frame in which the keyboard goes back to where it was before the help.
    setTimeout(() => focusRegion('history'), 0);
  };
  return (
    <ul className={styles.list}>
      {examples.map(({ query, finds }) => (
        <li key={query} className={styles.line}>
          <Button
            className={styles.query ?? ''}
            aria-label={`Try ${query}`}
            isDisabled={!canAsk}
            onPress={() => tryOut(query)}
          >
            {query}
          </Button>
          <span className={styles.finds}>{finds}</span>
        </li>
      ))}
    </ul>
  );
}
