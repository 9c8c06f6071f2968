import type { Rejection } from '#shared/model/import.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './rejected-table.module.css';

/** Records that would be left out: where they stand, and why. */
export function RejectedTable({ rejections }: { readonly rejections: readonly Rejection[] }) {
  if (rejections.length === 0) {
    return <p className={styles.none}>Every record that was looked at can be read.</p>;
  }
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroller} role="region" aria-label="Rejected records" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.file}>File</th>
            <th className={styles.line}>Line</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map(({ file, line, reason }) => (
            <tr key={`${file}:${line}:${reason}`}>
              <td title={safeString(file)}>
                <SafeText as="cell" text={file} />
              </td>
              <td className={styles.number}>{formatCount(line)}</td>
              <td className={styles.reason}>
                <SafeText text={reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
