import type { Rejection } from '#shared/model/import.ts';
import { formatCount } from '../../format/numbers.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './rejection-list.module.css';

interface RejectionListProps {
  readonly rejections: readonly Rejection[];
  /** How many there were in all. */
  readonly total: number;
}

/** More lines than this make nobody wiser; copying takes all that are known. */
const SHOWN = 200;

/** Records that could not be imported: where they stand and why. */
export function RejectionList({ rejections, total }: RejectionListProps) {
  const shown = rejections.slice(0, SHOWN);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span>These records were left out; everything else was kept.</span>
        <CopyButton
          label="Copy the list"
          text={() =>
            rejections.map(({ file, line, reason }) => `${file}:${line}\t${reason}`).join('\n')
          }
        />
      </div>
      <ul className={styles.list} aria-label="Rejected records">
        {shown.map(({ file, line, reason }) => (
          <li key={`${file}:${line}:${reason}`} className={styles.row}>
            <span className={styles.file} title={safeString(file)}>
              <SafeText as="cell" text={file} />
            </span>
            <span className={styles.number}>line {formatCount(line)}</span>
            <span>
              <SafeText text={reason} />
            </span>
          </li>
        ))}
      </ul>
      {total > shown.length && (
        <p className={styles.more}>and {formatCount(total - shown.length)} more</p>
      )}
    </div>
  );
}
