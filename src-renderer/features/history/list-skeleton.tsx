import styles from './list-skeleton.module.css';

/** Lines where rows will be, for a first answer that takes its time. */
export function ListSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Reading events">
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className={styles.row}>
          <span className={styles.bar} style={{ width: 132 }} />
          <span className={styles.bar} style={{ width: `${24 + ((index * 37) % 34)}%` }} />
        </div>
      ))}
    </div>
  );
}
