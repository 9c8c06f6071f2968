import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import styles from './panel-popover.module.css';

interface PanelPopoverProps {
  readonly label: string;
  readonly placement?: 'bottom start' | 'bottom end' | 'top end';
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A floating panel below its button; stands inside a DialogTrigger. */
export function PanelPopover({ label, placement = 'bottom start', children }: PanelPopoverProps) {
  return (
    <Popover className={styles.popover ?? ''} placement={placement} offset={4}>
      <Dialog className={styles.dialog ?? ''} aria-label={label}>
        {typeof children === 'function' ? ({ close }) => children(close) : children}
      </Dialog>
    </Popover>
  );
}
