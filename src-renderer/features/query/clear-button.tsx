import { X } from 'lucide-react';
import { useCommand, describeCommand } from '../../commands/use-commands.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './query-box.module.css';

/** Takes the whole filter away; while there is none, says how to get here. */
export function ClearButton({ isEmpty }: { readonly isEmpty: boolean }) {
  const run = useCommand();
  if (isEmpty) {
    return (
      <kbd className={styles.hint} aria-hidden>
        /
      </kbd>
    );
  }
  const { keys } = describeCommand('query.clear');
  return (
    <IconButton
      size="small"
      label="Clear the search"
      keys={keys}
      onPress={() => run('query.clear')}
    >
      <X size={13} />
    </IconButton>
  );
}
