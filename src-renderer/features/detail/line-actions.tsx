import { clsx } from 'clsx';
import { ListFilter, ListX } from 'lucide-react';
import { useActions } from '../../state/app-context.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { DetailField } from './detail-fields.ts';
import styles from './line-actions.module.css';

interface LineActionsProps {
  /** What the value is, in a word. */
  readonly name: string;
  readonly value: string;
  readonly filter: DetailField['filter'];
  /** The line decides when its actions are seen. */
  readonly className: string | undefined;
}

/** Filter by a value, filter it out, copy it: over the end of a line, so that it keeps its width. */
export function LineActions({ name, value, filter, className }: LineActionsProps) {
  const { addFilterValue } = useActions();
  return (
    <div className={clsx(styles.actions, className)}>
      {filter && (
        <>
          <IconButton
            size="small"
            label={`Only this ${name}`}
            onPress={() => addFilterValue(filter.field, filter.value, false)}
          >
            <ListFilter size={13} />
          </IconButton>
          <IconButton
            size="small"
            label={`Exclude this ${name}`}
            onPress={() => addFilterValue(filter.field, filter.value, true)}
          >
            <ListX size={13} />
          </IconButton>
        </>
      )}
      <CopyButton label={`Copy ${name}`} text={() => value} />
    </div>
  );
}
