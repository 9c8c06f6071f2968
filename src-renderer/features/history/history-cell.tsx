import type { EventSummary } from '#shared/model/audit-event.ts';
import { assertNever } from '#shared/util/assert.ts';
import { timeParts } from '../../format/times.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { cellText } from './columns.ts';
import type { Column } from './columns.ts';
import styles from './history-row.module.css';

interface CellContentProps {
  readonly column: Column;
  readonly row: EventSummary;
  readonly zone: string;
}

/** What a row shows in a column. */
export function CellContent({ column, row, zone }: CellContentProps) {
  switch (column) {
    case 'time':
      return <Instant ms={row.occurredAt} zone={zone} />;
    case 'recorded':
      return <Instant ms={row.recordedAt} zone={zone} />;
    case 'severity':
      return <SeverityMark severity={row.severity} />;
    case 'outcome':
      return <OutcomeMark outcome={row.outcome} />;
    case 'target':
      return (
        <>
          <TextOrNone text={row.target && (row.target.name ?? row.target.id)} />
          {row.targetCount > 1 && <span className={styles.more}>+{row.targetCount - 1}</span>}
        </>
      );
    case 'actor':
      return <TextOrNone text={row.actorName} />;
    case 'action':
    case 'message':
      return <SafeText as="cell" text={row[column]} />;
    case 'category':
    case 'source':
    case 'duration':
    case 'ip':
    case 'host':
    case 'errorType':
    case 'correlation':
    case 'seq':
    case 'id':
      return <TextOrNone text={cellText(column, row, zone) || null} />;
    default:
      return assertNever(column);
  }
}

function Instant({ ms, zone }: { readonly ms: number; readonly zone: string }) {
  const { date, time } = timeParts(ms, zone);
  return (
    <>
      <span className={styles.date}>{date}</span> {time}
    </>
  );
}

function TextOrNone({ text }: { readonly text: string | null }) {
  if (text === null) return <span className={styles.none}>–</span>;
  return <SafeText as="cell" text={text} />;
}
