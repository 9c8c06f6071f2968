import styles from './logo.module.css';

/** The mark of Annals: lines of a ledger, one of them noted. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect className={styles.page} x="1" y="1" width="22" height="22" rx="5.5" />
      <path className={styles.line} d="M6.5 7.5h11M6.5 12h5.5M6.5 16.5h8" />
      <circle className={styles.dot} cx="16.6" cy="12" r="1.7" />
    </svg>
  );
}
