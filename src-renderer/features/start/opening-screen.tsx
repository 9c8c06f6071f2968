import { safeString } from '#shared/text/safe-text.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './opening-screen.module.css';

/** A store is being opened; says so only if that takes time. */
export function OpeningScreen({ name }: { readonly name: string }) {
  return (
    <div className={styles.screen} role="status">
      <p className={styles.text}>Opening {safeString(name)}</p>
      <div className={styles.bar}>
        <ProgressBar label="Opening" value={null} />
      </div>
    </div>
  );
}
