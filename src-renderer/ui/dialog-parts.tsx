import type { ComponentProps, ReactNode } from 'react';
import styles from './dialog-parts.module.css';

/** What a dialog is about, above a hairline. */
export function DialogTitle({ children }: { readonly children: ReactNode }) {
  return <h2 className={styles.title}>{children}</h2>;
}

/** What stands between the title and the footer of a dialog, and scrolls if it is long. */
export function DialogBody(props: Omit<ComponentProps<'div'>, 'className'>) {
  return <div {...props} className={styles.body} />;
}
