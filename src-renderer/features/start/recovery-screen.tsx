import { safeString } from '#shared/text/safe-text.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { isRetryable } from '#shared/ipc/error-codes.ts';
import { DatabaseZap } from 'lucide-react';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCode } from '../../ui/failure-code.tsx';
import styles from './recovery-screen.module.css';

interface RecoveryScreenProps {
  readonly state: Extract<StoreState, { kind: 'failed' }>;
}

/** The hints of these say what has become of the file. */
const SAYS_IT_ITSELF: ReadonlySet<string> = new Set([
  'STORE_FOREIGN',
  'STORE_MISSING',
  'STORE_CORRUPT',
]);

/** The store could not be opened: what happened, what to do, and the ways out. */
export function RecoveryScreen({ state }: RecoveryScreenProps) {
  const run = useCommand();
  const { openDefaultStore, reopenStore, loadStoreState } = useActions();
  const { name, error } = state;
  const title =
    name === '' ? 'The store could not be opened' : `${safeString(name)} could not be opened`;
  return (
    <main className={styles.screen}>
      <h1 className="visually-hidden">Annals</h1>
      <EmptyState
        icon={<DatabaseZap size={32} strokeWidth={1.5} />}
        title={title}
        actions={
          <>
            <Button
              look={isRetryable(error.code) ? 'primary' : 'plain'}
              onPress={() => void (name === '' ? loadStoreState() : reopenStore())}
            >
              Try again
            </Button>
            {name !== '' && (
              <Button onPress={() => void openDefaultStore()}>Open my own store</Button>
            )}
            <Button
              look={isRetryable(error.code) ? 'plain' : 'primary'}
              onPress={() => run('store.choose')}
            >
              Choose another…
            </Button>
          </>
        }
      >
        <p>{error.message}</p>
        {error.hint !== '' && <p>{error.hint}</p>}
        {!SAYS_IT_ITSELF.has(error.code) && <p>The file has been left as it is.</p>}
        <FailureCode failure={error} />
      </EmptyState>
    </main>
  );
}
