import type { PreviewRow } from '#shared/model/import-preview.ts';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { formatCount } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { useZone } from '../../state/app-context.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import styles from './preview-table.module.css';

interface PreviewTableProps {
  readonly rows: readonly PreviewRow[];
  readonly label: string;
  /** Position of the row that is shown in full. */
  readonly chosen: number;
  readonly onChoose: (position: number) => void;
}

const COLUMNS = [
  { id: 'line', title: 'Line' },
  { id: 'time', title: 'Time' },
  { id: 'severity', title: 'Severity' },
  { id: 'action', title: 'Action' },
  { id: 'actor', title: 'Actor' },
  { id: 'target', title: 'Target' },
  { id: 'outcome', title: 'Outcome' },
  { id: 'message', title: 'Message' },
] as const;

/** Events as the list would show them; moving through the rows shows each in full. */
export function PreviewTable({ rows, label, chosen, onChoose }: PreviewTableProps) {
  const zone = useZone();
  return (
    <div className={styles.scroller}>
      <Table
        className={styles.table ?? ''}
        aria-label={label}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) onChoose(Number(key));
        }}
      >
        <TableHeader>
          {COLUMNS.map(({ id, title }) => (
            <Column
              key={id}
              id={id}
              isRowHeader={id === 'action'}
              className={`${styles.head ?? ''} ${styles[id] ?? ''}`}
            >
              {id === 'time' ? `${title} (${zone})` : title}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {rows.map((row, position) => (
            // oxlint-disable-next-line react/no-array-index-key -- the rows never move
            <Row key={position} id={position} className={styles.row ?? ''}>
              <Cell className={styles.cell ?? ''}>
                <span className={styles.number}>{formatCount(row.line)}</span>
              </Cell>
              <Cell className={styles.cell ?? ''}>
                <span className={styles.digits}>{formatSeconds(row.event.occurredAt, zone)}</span>
              </Cell>
              <Cell className={styles.cell ?? ''}>
                <SeverityMark severity={row.event.severity} />
              </Cell>
              <TextCell text={row.event.action} />
              <TextCell text={row.event.actorName ?? row.event.actorId} />
              <TextCell text={firstTarget(row)} />
              <Cell className={styles.cell ?? ''}>
                <span className={styles.mark}>
                  <OutcomeMark outcome={row.event.outcome} />
                </span>
              </Cell>
              <TextCell text={row.event.message} />
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function TextCell({ text }: { readonly text: string | null }) {
  return (
    <Cell className={styles.cell ?? ''}>
      {text === null || text === '' ? (
        <span className={styles.none}>–</span>
      ) : (
        <SafeText as="cell" text={text} />
      )}
    </Cell>
  );
}

function firstTarget({ event }: PreviewRow): string | null {
  const [target] = event.targets;
  return target ? (target.name ?? target.id) : null;
}
