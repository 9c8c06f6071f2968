import styles from './failure-code.module.css';

export interface FailureCodeProps {
  readonly failure: { readonly code: string; readonly traceId?: string };
}

/** The code of a failure, and on hover under which id the log has it. */
export function FailureCode({ failure }: FailureCodeProps) {
  const trace = failure.traceId ?? '';
  return (
    <code className={styles.code} title={trace === '' ? '' : `Trace ${trace}`}>
      {failure.code}
    </code>
  );
}
