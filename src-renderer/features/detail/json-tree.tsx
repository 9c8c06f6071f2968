import type { JsonObject, StoredEvent } from '#shared/model/audit-event.ts';
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { copyText } from '../../ui/copy-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { jsonText } from './json-text.ts';
import { treeKeyAction } from './json-tree-keys.ts';
import { firstOpen, treeRows } from './json-tree-rows.ts';
import type { TreeRow } from './json-tree-rows.ts';
import { JsonTreeMenu } from './json-tree-menu.tsx';
import type { TreeMenuTarget } from './json-tree-menu.tsx';
import { JsonTreeRow } from './json-tree-row.tsx';
import styles from './json-tree.module.css';
import { Section } from './section.tsx';

interface JsonTreeProps {
  readonly title: string;
  readonly value: JsonObject;
  /** Whose value it is: says how to filter by parts of it. */
  readonly event: StoredEvent;
}

/** A JSON object as a tree: parts fold, and each can be copied and filtered by. */
export function JsonTree({ title, value, event }: JsonTreeProps) {
  const [open, setOpen] = useState(() => firstOpen(value));
  const [active, setActive] = useState<string | null>(null);
  const [menu, setMenu] = useState<TreeMenuTarget | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const { rows, hidden } = useMemo(() => treeRows(value, open), [value, open]);
  const current = Math.max(
    0,
    rows.findIndex(({ id }) => id === active),
  );

  const toggle = (row: TreeRow, isOpen: boolean): void => {
    const next = new Set(open);
    if (isOpen) next.add(row.id);
    else next.delete(row.id);
    setOpen(next);
  };
  const focus = (index: number): void => {
    setActive(rows[index]?.id ?? null);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.focus();
  };
  const showMenu = (row: TreeRow, x: number, y: number): void => {
    if (row.kind !== 'piece') setMenu({ row, x, y });
  };

  const handleKeyDown = (press: KeyboardEvent): void => {
    const row = rows[current];
    if (!row || !(press.target instanceof HTMLElement)) return;
    const isMod = press.ctrlKey || press.metaKey;
    if (isMod && press.key === 'c' && document.getSelection()?.type !== 'Range') {
      press.preventDefault();
      void copyText(jsonText(row.value));
      return;
    }
    if (press.key === 'ContextMenu' || (press.shiftKey && press.key === 'F10')) {
      press.preventDefault();
      const box = press.target.getBoundingClientRect();
      showMenu(row, box.left + 24, box.bottom);
      return;
    }
    if (isMod || press.altKey || press.shiftKey) return;
    const action = treeKeyAction(press.key, rows, current);
    if (!action) return;
    press.preventDefault();
    if (action.kind === 'move') focus(action.index);
    else toggle(row, action.kind === 'open');
  };

  return (
    <Section
      title={title}
      note={formatCountOf(Object.keys(value).length, 'key')}
      actions={<CopyButton label={`Copy ${title.toLowerCase()}`} text={() => jsonText(value)} />}
    >
      <div
        ref={tree}
        role="tree"
        aria-label={title}
        className={styles.tree}
        tabIndex={-1}
        onKeyDown={handleKeyDown}
      >
        {rows.map((row, index) => (
          <JsonTreeRow
            key={row.id}
            row={row}
            isCurrent={index === current}
            onFocus={() => setActive(row.id)}
            onToggle={() => toggle(row, !row.isOpen)}
            onMenu={(x, y) => showMenu(row, x, y)}
          />
        ))}
      </div>
      {hidden > 0 && (
        <p className={styles.more}>
          {formatCount(hidden)} more below; fold something above to see them
        </p>
      )}
      {menu && <JsonTreeMenu target={menu} event={event} onClose={() => setMenu(null)} />}
    </Section>
  );
}
