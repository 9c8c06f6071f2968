import { safeString } from '#shared/text/safe-text.ts';
import { formatSeconds } from '../../format/times.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { SafeText } from '../../ui/safe-text.tsx';
import { PartText, ScreenPart } from '../../ui/screen-part.tsx';

/** What was deleted lately, by rule or by hand: the trail keeps the event of every prune. */
export function PastPrunes() {
  const zone = useZone();
  const prunes = useAppState((state) => state.pastPrunes);
  if (!prunes) return null;
  return (
    <ScreenPart
      title="Deleted lately"
      note="By rule or by hand: every prune is an event of the trail."
    >
      {prunes.length === 0 ? (
        <PartText>Nothing was ever deleted from this store.</PartText>
      ) : (
        <table className={table.table} aria-label="Deleted lately">
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
              <tr key={seq} className={table.row}>
                <td className={table.time}>{formatSeconds(occurredAt, zone)}</td>
                <td className={table.cut} title={safeString(message)}>
                  <SafeText as="cell" text={message} />
                </td>
                <td className={table.quiet}>{safeString(actorName ?? '')}</td>
                <td>
                  <Acts seq={seq} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScreenPart>
  );
}

function Acts({ seq }: { readonly seq: number }) {
  const { showEvent } = useActions();
  return (
    <div className={table.acts}>
      <Button look="quiet" size="small" onPress={() => showEvent(seq)}>
        Show<span className="visually-hidden"> event {seq}</span>
      </Button>
    </div>
  );
}
