import { clsx } from 'clsx';
import { Table2 } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import type { Answered } from '../../data/latest-answer.ts';
import { describeStretch } from '../../format/describe-stretch.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useZone } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { STACKED } from './bar-stack.ts';
import { SplitValue } from './split-value.tsx';
import styles from './timeline-table.module.css';

interface TimelineTableProps {
  readonly answered: Answered<'history.timeline'> | null;
}

/** The same numbers as the bars show, to read. */
export function TimelineTable({ answered }: TimelineTableProps) {
  return (
    <DialogTrigger>
      <IconButton size="small" label="Show as table" isDisabled={answered === null}>
        <Table2 size={13} />
      </IconButton>
      <PanelPopover label="Timeline as table" placement="bottom end">
        {answered && <CountTable answered={answered} />}
      </PanelPopover>
    </DialogTrigger>
  );
}

function CountTable({ answered }: { readonly answered: Answered<'history.timeline'> }) {
  const zone = useZone();
  const { input, output } = answered;
  const filled = output.buckets.filter(({ total }) => total > 0);
  const values = STACKED[input.by].filter((value) =>
    filled.some(({ counts }) => counts[value] !== undefined),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls what it can focus
    <div className={styles.scroller} role="region" aria-label="Events by time" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {formatCount(filled.length)} of{' '}
          {formatCountOf(output.buckets.length, 'stretch', 'stretches')} of time with events, in{' '}
          {zone}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className={styles.number}>
              Total
            </th>
            {values.map((value) => (
              <th key={value} scope="col" className={styles.number}>
                <SplitValue by={input.by} value={value} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ start, end, total, counts }) => (
            <tr key={start}>
              <th scope="row">{describeStretch(start, end, zone)}</th>
              <td className={styles.number}>{formatCount(total)}</td>
              {values.map((value) => (
                <td key={value} className={clsx(styles.number, !counts[value] && styles.none)}>
                  {formatCount(counts[value] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
