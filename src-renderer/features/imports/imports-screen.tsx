import { clsx } from 'clsx';
import { Inbox } from 'lucide-react';
import { useEffect } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectMay, selectStoreInfo } from '../../state/selectors.ts';
import type { ImportList } from '../../state/slices/imports.ts';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { ImportMenu } from '../import/import-menu.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { BatchRow } from './batch-row.tsx';
import styles from './imports-screen.module.css';
import { UndoDialog } from './undo-dialog.tsx';

/** The imports of the store, and the way to take one back. */
export function ImportsScreen() {
  const imports = useAppState((state) => state.imports);
  const mayName = useAppState((state) => selectMay(state, 'admin'));
  const { openImports, closeImports, loadMappings } = useActions();
  useEffect(() => {
    openImports();
    return closeImports;
  }, [openImports, closeImports]);
  // Mappings are called by their titles, as far as whoever is here may know them.
  useEffect(() => {
    if (mayName) void loadMappings();
  }, [mayName, loadMappings]);
  return (
    <ScreenFrame
      title="Imports"
      note={imports?.batches && formatCountOf(imports.total, 'import')}
      actions={<ImportMenu />}
    >
      {imports && <Body imports={imports} />}
      {imports?.undoing && <UndoDialog undoing={imports.undoing} />}
    </ScreenFrame>
  );
}

function Body({ imports }: { readonly imports: ImportList }) {
  const { refreshImports } = useActions();
  const { batches, failure } = imports;
  if (failure && !batches) {
    return <ReadFailed failure={failure} onRetry={refreshImports} />;
  }
  if (!batches) return <div aria-busy />;
  if (batches.length === 0) {
    return (
      <EmptyState icon={<Inbox size={28} strokeWidth={1.5} />} title="Nothing was imported yet">
        Choose Import, or drop files anywhere on this window. Every import is listed here, and can
        be undone.
      </EmptyState>
    );
  }
  return <Batches imports={imports} />;
}

function Batches({ imports }: { readonly imports: ImportList }) {
  const { loadMoreImports } = useActions();
  const why = useWhyNoUndo();
  const { batches, total } = imports;
  if (!batches) return null;
  const more = total - batches.length;
  return (
    <div>
      <table
        className={clsx(table.table, table.tall, table.sticky, styles.imports)}
        aria-label="Imports"
      >
        <thead>
          <tr>
            <th>What</th>
            <th>Mapping</th>
            <th className={clsx(table.number, styles.count)}>Read</th>
            <th className={clsx(table.number, styles.count)}>New</th>
            <th className={clsx(table.number, styles.count)}>Already there</th>
            <th className={clsx(table.number, styles.count)}>Rejected</th>
            <th className={clsx(table.apart, styles.state)}>State</th>
            <th className={styles.acts}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} whyNoUndo={why} />
          ))}
        </tbody>
      </table>
      {why !== null && <p className={styles.why}>{why}</p>}
      {more > 0 && (
        <div className={styles.more}>
          <Button look="quiet" onPress={() => void loadMoreImports()}>
            Show more ({formatCount(more)} left)
          </Button>
        </div>
      )}
    </div>
  );
}

/** Why no import at all can be undone; null if some can. */
function useWhyNoUndo(): string | null {
  const mayUndo = useAppState((state) => selectMay(state, 'admin'));
  const isReadOnly = useAppState((state) => selectStoreInfo(state)?.isReadOnly ?? false);
  const isBusy = useAppState((state) => state.job?.state.kind === 'running');
  if (!mayUndo) return 'Only an admin can undo an import.';
  if (isReadOnly) return 'This store can only be read, so no import can be undone.';
  return isBusy ? 'An import can be undone when the work that is running has ended.' : null;
}
