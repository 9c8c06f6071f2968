import { useRef } from 'react';
import { createPortal } from 'react-dom';
import { MenuPopover } from './menu.tsx';
import type { MenuGroup } from './menu.tsx';
import styles from './pointer-menu.module.css';

interface PointerMenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** Where in the window it opens, in px. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** A menu that opens at a point instead of below a button. */
export function PointerMenu({ label, groups, x, y, onClose }: PointerMenuProps) {
  const anchor = useRef<HTMLDivElement>(null);
  return (
    <>
      {createPortal(
        <div ref={anchor} className={styles.anchor} style={{ left: x, top: y }} />,
        document.body,
      )}
      <MenuPopover label={label} groups={groups} anchor={anchor} onClose={onClose} />
    </>
  );
}
