import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  /** What it does; read out, and shown as a tooltip. */
  readonly label: string;
  /** Shortcut shown beside the label. */
  readonly keys?: string;
  readonly size?: 'normal' | 'small';
  readonly children: ReactNode;
}

/** A button that is only an icon. */
export function IconButton({ label, keys, size = 'normal', children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        {...rest}
        aria-label={label}
        className={clsx(styles.button, size === 'small' && styles.small)}
      >
        {children}
      </Button>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
        {keys !== undefined && keys !== '' && <kbd className={styles.keys}>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
