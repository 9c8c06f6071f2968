import type { Batch } from '#shared/model/batch.ts';
import { clsx } from 'clsx';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './imports-screen.module.css';

interface BatchRowProps {
  readonly batch: Batch;
  /** Why no import can be undone; null if this may be. */
  readonly whyNoUndo: string | null;
}

/** One import: what it brought, and what can be done about it. */
export function BatchRow({ batch, whyNoUndo }: BatchRowProps) {
  const { clock } = useApp();
  const zone = useZone();
  const mapping = useAppState((state) => titleOf(batch.format, state.mappings));
  return (
    <tr className={table.row}>
      <td>
        <div className={table.name} title={safeString(batch.title)}>
          <SafeText as="cell" text={batch.title} />
        </div>
        <div className={clsx(table.cut, table.note)} title={formatSeconds(batch.startedAt, zone)}>
          #{batch.id}, {formatAgo(batch.startedAt, clock.now())} by {safeString(batch.operator)}
        </div>
      </td>
      <td className={clsx(table.cut, table.quiet)}>
        {mapping === null ? '–' : safeString(mapping)}
      </td>
      <td className={table.number}>{formatCount(batch.read)}</td>
      <td className={table.number}>{formatCount(batch.added)}</td>
      <td className={table.number}>{formatCount(batch.duplicates)}</td>
      <td className={clsx(table.number, batch.rejected > 0 && styles.warn)}>
        {formatCount(batch.rejected)}
      </td>
      <td className={clsx(table.quiet, table.apart)}>{stateOf(batch)}</td>
      <td>
        <Acts batch={batch} whyNoUndo={whyNoUndo} />
      </td>
    </tr>
  );
}

function Acts({ batch, whyNoUndo }: BatchRowProps) {
  const { showBatch, showScreen, planUndo } = useActions();
  const reason = whyNotThis(batch);
  const show = (): void => {
    showBatch(batch.id);
    showScreen('history');
  };
  return (
    <div className={table.acts}>
      <Button
        look="quiet"
        size="small"
        isDisabled={batch.isGone || batch.added === 0}
        onPress={show}
      >
        Show events<span className="visually-hidden"> of import {batch.id}</span>
      </Button>
      <span title={reason ?? whyNoUndo ?? undefined}>
        <Button
          look="quiet"
          size="small"
          isRisky
          isDisabled={reason !== null || whyNoUndo !== null}
          onPress={() => void planUndo(batch)}
        >
          Undo…
          <span className="visually-hidden">
            {' '}
            import {batch.id}
            {reason === null ? '' : `: ${reason}`}
          </span>
        </Button>
      </span>
    </div>
  );
}

const STATES: Readonly<Record<Batch['state'], string>> = {
  running: 'Running',
  done: 'Done',
  cancelled: 'Stopped',
  interrupted: 'Interrupted',
};

function stateOf({ state, isGone }: Batch): string {
  return isGone ? 'Events gone' : STATES[state];
}

/** Why there is nothing to undo about an import; null if there is. */
function whyNotThis({ state, isGone, added }: Batch): string | null {
  if (state === 'running') return 'It is still running.';
  if (isGone) return 'None of its events is left.';
  return added === 0 ? 'It brought no events in.' : null;
}

/** What the files of one import were read by, if they were not all of one kind (import-run). */
const SEVERAL = 'mixed';

function titleOf(
  name: string | null,
  mappings: readonly { readonly name: string; readonly title: string }[],
): string | null {
  if (name === SEVERAL) return 'Several';
  return mappings.find((mapping) => mapping.name === name)?.title ?? name;
}
