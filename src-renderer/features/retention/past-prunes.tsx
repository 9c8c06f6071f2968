import { safeString } from '#shared/text/safe-text.ts';
import { formatSeconds } from '../../format/times.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './retention-screen.module.css';

/** What was deleted lately, by rule or by hand: the trail keeps the event of every prune. */
export function PastPrunes() {
  const zone = useZone();
  const prunes = useAppState((state) => state.pastPrunes);
  const { showEvent } = useActions();
  if (!prunes) return null;
  return (
    <section className={styles.part} aria-label="Deleted lately">
      <div className={styles.head}>
        <h2 className={styles.title}>Deleted lately</h2>
        <p className={styles.note}>By rule or by hand: every prune is an event of the trail.</p>
      </div>
      {prunes.length === 0 ? (
        <p className={styles.empty}>Nothing was ever deleted from this store.</p>
      ) : (
        <table className={styles.table} aria-label="Deleted lately">
          <thead>
            <tr>
              <th style={{ width: 190 }}>Time</th>
              <th>What</th>
              <th style={{ width: '22%' }}>By</th>
              <th style={{ width: 120 }}>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {prunes.map(({ seq, occurredAt, message, actorName }) => (
              <tr key={seq} className={styles.row}>
                <td>{formatSeconds(occurredAt, zone)}</td>
                <td className={styles.cut} title={safeString(message)}>
                  <SafeText as="cell" text={message} />
                </td>
                <td className={styles.quiet}>{safeString(actorName ?? '')}</td>
                <td className={styles.end}>
                  <Button look="quiet" size="small" onPress={() => showEvent(seq)}>
                    Show<span className="visually-hidden"> event {seq}</span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
