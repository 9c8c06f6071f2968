import { clsx } from 'clsx';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { formatCount } from '../../format/numbers.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import type { TreeRow } from './json-tree-rows.ts';
import styles from './json-tree.module.css';

interface JsonTreeRowProps {
  readonly row: TreeRow;
  /** The row that Tab goes to. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  /** Asks for what can be done with the value, at a place in the window. */
  readonly onMenu: (x: number, y: number) => void;
}

/** Longer texts are cut on screen; copying takes all. */
const SHOWN_LENGTH = 600;

/** A key and its value, or what can be folded out. */
export function JsonTreeRow({ row, isCurrent, onFocus, onToggle, onMenu }: JsonTreeRowProps) {
  const { id, kind, level, label, isOpen, position, siblings } = row;
  const isLeaf = kind === 'leaf';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree hears the keys
    <div
      role="treeitem"
      data-path={id}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isCurrent}
      {...(isLeaf ? {} : { 'aria-expanded': isOpen })}
      tabIndex={isCurrent ? 0 : -1}
      className={styles.row}
      style={{ paddingInlineStart: `calc(var(--space-3) + ${(level - 1) * 14}px)` }}
      onFocus={onFocus}
      onClick={() => {
        if (!isLeaf && document.getSelection()?.type !== 'Range') onToggle();
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={clsx(styles.arrow, isOpen && styles.open, isLeaf && styles.none)}
      />
      <span className={styles.words}>
        <span className={kind === 'piece' ? styles.piece : styles.key}>
          <SafeText text={label} />
        </span>
        {kind !== 'piece' && <Value row={row} />}
      </span>
      {kind !== 'piece' && (
        // Pointers only: the keyboard asks for the menu at the row itself.
        <span
          aria-hidden
          className={styles.more}
          title="Copy or filter"
          onClick={(event) => {
            event.stopPropagation();
            onMenu(event.clientX, event.clientY);
          }}
        >
          <Ellipsis size={13} />
        </span>
      )}
    </div>
  );
}

function Value({ row: { value, kind, size, isOpen } }: { readonly row: TreeRow }) {
  if (kind === 'branch') {
    const [start, end, one] = Array.isArray(value) ? ['[', ']', 'item'] : ['{', '}', 'key'];
    return (
      <span className={styles.count}>
        {isOpen ? '' : `${start}…${end} `}
        {formatCount(size)} {size === 1 ? one : `${one}s`}
      </span>
    );
  }
  if (typeof value === 'string') {
    const isCut = value.length > SHOWN_LENGTH;
    return (
      <span className={styles.text}>
        &quot;
        <SafeText as="block" text={isCut ? value.slice(0, SHOWN_LENGTH) : value} />
        {isCut ? `… ${formatCount(value.length)} characters` : '"'}
      </span>
    );
  }
  return (
    <span className={typeof value === 'number' ? styles.number : styles.word}>
      {JSON.stringify(value)}
    </span>
  );
}
