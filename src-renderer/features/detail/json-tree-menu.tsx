import type { StoredEvent } from '#shared/model/audit-event.ts';
import { Copy, ListFilter, ListX } from 'lucide-react';
import { safeString } from '#shared/text/safe-text.ts';
import { FIELD_LABELS } from '../../format/words.ts';
import { useActions } from '../../state/app-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuGroup } from '../../ui/menu.tsx';
import { PointerMenu } from '../../ui/pointer-menu.tsx';
import { jsonText } from './json-text.ts';
import type { TreeRow } from './json-tree-rows.ts';
import { filterOfValue } from './value-filters.ts';
import type { ValueFilter } from './value-filters.ts';

/** The row a menu was asked for, and where in the window, in px. */
export interface TreeMenuTarget {
  readonly row: TreeRow;
  readonly x: number;
  readonly y: number;
}

interface JsonTreeMenuProps {
  readonly target: TreeMenuTarget;
  readonly event: StoredEvent;
  readonly onClose: () => void;
}

/** Longer values are cut in a menu. */
const SHOWN_LENGTH = 60;

/** What can be done with a value of a JSON tree: copy it or its path, filter by it. */
export function JsonTreeMenu({ target, event, onClose }: JsonTreeMenuProps) {
  const { addFilterValue } = useActions();
  const { row, x, y } = target;
  const filter = filterOfValue(event, row.value);
  const line = (found: ValueFilter, negated: boolean): MenuGroup['lines'][number] => {
    const text = wordsOf(found, negated);
    return {
      id: negated ? 'exclude' : 'only',
      label: text,
      text,
      icon: negated ? <ListX size={14} /> : <ListFilter size={14} />,
      onChoose: () => addFilterValue(found.field, found.value, negated),
    };
  };
  return (
    <PointerMenu
      label="Value"
      x={x}
      y={y}
      onClose={onClose}
      groups={[
        {
          id: 'copy',
          lines: [
            copyLine('Copy value', () => jsonText(row.value)),
            copyLine('Copy path', () => row.path),
          ],
        },
        { id: 'filter', lines: filter ? [line(filter, false), line(filter, true)] : [] },
      ]}
    />
  );
}

function copyLine(text: string, read: () => string): MenuGroup['lines'][number] {
  return {
    id: text,
    label: text,
    text,
    icon: <Copy size={14} />,
    onChoose: () => void copyText(read()),
  };
}

function wordsOf({ field, value }: ValueFilter, negated: boolean): string {
  const shown = safeString(value).slice(0, SHOWN_LENGTH);
  if (field === 'anywhere') {
    return negated ? `Without “${shown}” anywhere` : `Only with “${shown}” anywhere`;
  }
  return `${negated ? 'Exclude' : 'Only'} ${FIELD_LABELS[field].toLowerCase()} ${shown}`;
}
