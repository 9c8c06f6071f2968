import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary` for the one act a screen is about, `danger` if it destroys, `quiet` among text. */
  readonly look?: 'primary' | 'danger' | 'plain' | 'quiet';
  readonly size?: 'small' | 'normal' | 'large';
  /** Fills its place, with its words at the left. */
  readonly isWide?: boolean;
  /** What it leads to takes something away: it is told apart from what does no harm. */
  readonly isRisky?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'normal', isWide = false, isRisky = false, ...others } = props;
  const { icon, children, ...rest } = others;
  return (
    <AriaButton
      {...rest}
      className={clsx(
        styles.button,
        styles[look],
        styles[size],
        isWide && styles.wide,
        isRisky && styles.risky,
      )}
    >
      {icon}
      {children}
    </AriaButton>
  );
}
