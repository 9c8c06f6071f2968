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
  readonly size?: 'normal' | 'small' | 'large';
  /** Where the tooltip goes. */
  readonly placement?: 'top' | 'right';
  readonly children: ReactNode;
}

/** A button that is only an icon. */
export function IconButton(props: IconButtonProps) {
  const { label, keys, size = 'normal', placement = 'top', children, ...rest } = props;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        {...rest}
        aria-label={label}
        className={clsx(styles.button, size !== 'normal' && styles[size])}
      >
        {children}
      </Button>
      <Tooltip className={styles.tooltip ?? ''} offset={6} placement={placement}>
        {label}
        {keys !== undefined && keys !== '' && <kbd className={styles.keys}>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
