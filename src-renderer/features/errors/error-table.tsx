import type { ErrorGroup } from '#shared/model/error-group.ts';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { formatCount } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { useZone } from '../../state/app-context.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import styles from './error-table.module.css';
import type { Period } from './period.ts';
import { Sparkline } from './sparkline.tsx';

interface ErrorTableProps {
  readonly groups: readonly ErrorGroup[];
  readonly period: Period;
  readonly chosen: ErrorGroup | undefined;
  readonly onChoose: (group: ErrorGroup) => void;
  /** Shows the events of a group. */
  readonly onOpen: (group: ErrorGroup) => void;
}

const COLUMNS = [
  { id: 'type', title: 'Type and newest message' },
  { id: 'severity', title: 'Severity' },
  { id: 'count', title: 'Errors' },
  { id: 'when', title: 'Over time' },
  { id: 'first', title: 'First seen' },
  { id: 'last', title: 'Last seen' },
] as const;

/** Errors by type, the most frequent first. */
export function ErrorTable({ groups, period, chosen, onChoose, onOpen }: ErrorTableProps) {
  const zone = useZone();
  const at = (key: string | number): ErrorGroup | undefined => groups[Number(key)];
  return (
    <div className={styles.scroller}>
      <Table
        className={styles.table ?? ''}
        aria-label="Errors by type"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen ? [groups.indexOf(chosen)] : []}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          const group = key === undefined ? undefined : at(key);
          if (group) onChoose(group);
        }}
        onRowAction={(key) => {
          const group = at(key);
          if (group) onOpen(group);
        }}
      >
        <TableHeader>
          {COLUMNS.map(({ id, title }) => (
            <Column
              key={id}
              id={id}
              isRowHeader={id === 'type'}
              className={`${styles.head ?? ''} ${styles[id] ?? ''}`}
            >
              {title}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {groups.map((group, index) => (
            <Row
              key={group.errorType ?? '\0none'}
              id={index}
              className={styles.row ?? ''}
              textValue={group.errorType ?? 'No type'}
            >
              <Cell className={styles.cell ?? ''}>
                <div className={styles.name}>
                  <TypeName errorType={group.errorType} />
                </div>
                <div className={styles.message}>
                  <SafeText as="cell" text={messageOf(group)} />
                </div>
              </Cell>
              <Cell className={styles.cell ?? ''}>
                <SeverityMark severity={group.latest.severity} />
              </Cell>
              <Cell className={`${styles.cell ?? ''} ${styles.number ?? ''}`}>
                {formatCount(group.count)}
              </Cell>
              <Cell className={styles.cell ?? ''}>
                <Sparkline group={group} groups={groups} period={period} />
              </Cell>
              <Cell className={`${styles.cell ?? ''} ${styles.time ?? ''} ${styles.first ?? ''}`}>
                {formatSeconds(group.firstSeen, zone)}
              </Cell>
              <Cell className={`${styles.cell ?? ''} ${styles.time ?? ''}`}>
                {formatSeconds(group.lastSeen, zone)}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** The type of errors, or that they carry none. */
export function TypeName({ errorType }: Pick<ErrorGroup, 'errorType'>) {
  if (errorType === null) return <span className={styles.none}>No type</span>;
  if (errorType.trim() === '') return <span className={styles.none}>Empty type</span>;
  return <SafeText as="cell" text={errorType} />;
}

/** What the newest error of a group says. */
export function messageOf({ latest }: ErrorGroup): string {
  const own = latest.errorMessage ?? '';
  return own.trim() === '' ? latest.message : own;
}
