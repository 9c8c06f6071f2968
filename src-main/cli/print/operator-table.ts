import type { OperatorInfo } from '#shared/model/operator.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

/** Who may use a store, and after how long its window is locked. */
export interface Operators {
  readonly operators: readonly OperatorInfo[];
  readonly idleMinutes: number;
}

const COLUMNS: readonly Column<OperatorInfo>[] = [
  { title: 'NAME', cell: ({ name }) => cellText(name), least: 12, rank: 0 },
  { title: 'ROLE', cell: ({ role }) => role, rank: 0 },
  { title: 'SINCE', cell: ({ createdAt }) => formatLocalTime(createdAt), rank: 2 },
  { title: 'ID', cell: ({ id }) => id, rank: 1 },
];

/** Operators for programs: times in ISO 8601. */
export function operatorsJson({ operators, idleMinutes }: Operators) {
  return {
    operators: operators.map((each) => ({ ...each, createdAt: formatIsoTime(each.createdAt) })),
    idleMinutes,
  };
}

/** Operators as a table, one line each. */
export function operatorTableLines({ operators, idleMinutes }: Operators, width: number): string[] {
  if (operators.length === 0) {
    return [
      'There are no operators: whoever uses this computer’s account may do everything.',
      'To add the first: annals operators --add NAME --role admin',
    ];
  }
  const count = counted(operators.length, 'operator');
  const footer = `${count}; the window is locked after ${counted(idleMinutes, 'idle minute')}. Times in ${zoneName()}.`;
  return [...tableLines(COLUMNS, operators, width), '', styled('dim', footer)];
}
