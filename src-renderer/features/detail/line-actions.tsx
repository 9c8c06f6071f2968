import { clsx } from 'clsx';
import { Boxes, ListFilter, ListX } from 'lucide-react';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions } from '../../state/app-context.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { DetailField } from './detail-fields.ts';
import styles from './line-actions.module.css';
import { useRovingLine } from './roving-lines.tsx';

interface LineActionsProps {
  /** What the value is, in a word. */
  readonly name: string;
  readonly value: string;
  readonly filter: DetailField['filter'];
  /** Shows the thing among all that events touched, where it is such a thing. */
  readonly onShowEntity?: () => void;
  /** The line decides when its actions are seen. */
  readonly className: string | undefined;
}

/** Filter by a value, filter it out, copy it: over the end of a line, so that it keeps its width. */
export function LineActions({ name, value, filter, onShowEntity, className }: LineActionsProps) {
  const { addFilterValue } = useActions();
  const { isCurrent, enter } = useRovingLine();
  const label = safeString(name);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears its buttons
    <div
      className={clsx(styles.actions, className)}
      data-line
      onFocus={enter}
      role="group"
      aria-label={label}
    >
      {filter && (
        <>
          <IconButton
            size="small"
            label={`Only this ${label}`}
            excludeFromTabOrder={!isCurrent}
            onPress={() => addFilterValue(filter.field, filter.value, false)}
          >
            <ListFilter size={13} />
          </IconButton>
          <IconButton
            size="small"
            label={`Exclude this ${label}`}
            excludeFromTabOrder
            onPress={() => addFilterValue(filter.field, filter.value, true)}
          >
            <ListX size={13} />
          </IconButton>
        </>
      )}
      {onShowEntity && (
        <IconButton
          size="small"
          label="Show among the entities"
          excludeFromTabOrder
          onPress={onShowEntity}
        >
          <Boxes size={13} />
        </IconButton>
      )}
      <CopyButton
        label={`Copy ${label}`}
        text={() => value}
        excludeFromTabOrder={!isCurrent || filter !== undefined}
      />
    </div>
  );
}
