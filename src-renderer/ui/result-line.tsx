import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { FailureCode } from './failure-code.tsx';
import type { FailureCodeProps } from './failure-code.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './result-line.module.css';

const ICONS = { good: CircleCheck, warn: CircleAlert, bad: CircleX } as const;

interface ResultLineProps {
  /** What it is the result of, for those who do not see it. */
  readonly label: string;
  readonly tone: keyof typeof ICONS;
  readonly children: ReactNode;
  /** Shows its code, for reports. */
  readonly failure?: FailureCodeProps['failure'] | undefined;
  /** What can be done with the result. */
  readonly action?: ReactNode;
  readonly onDismiss: () => void;
}

/** What a job has come to, on one line; stays until it is put away. */
export function ResultLine({ label, tone, children, failure, action, onDismiss }: ResultLineProps) {
  const Icon = ICONS[tone];
  return (
    <section className={styles.line} aria-label={label}>
      <Icon size={16} className={styles[tone]} aria-hidden />
      <p className={styles.words} role={tone === 'bad' ? 'alert' : 'status'}>
        {children}
      </p>
      {failure && <FailureCode failure={failure} />}
      {action}
      <IconButton label="Put this away" onPress={onDismiss}>
        <X size={15} />
      </IconButton>
    </section>
  );
}
