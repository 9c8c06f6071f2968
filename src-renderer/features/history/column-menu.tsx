import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Columns3,
  EyeOff,
  RotateCcw,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { EventOrder } from '#shared/model/event-filter.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { afterMenu } from '../../ui/after-menu.ts';
import type { MenuGroup } from '../../ui/menu.tsx';
import { PointerMenu } from '../../ui/pointer-menu.tsx';
import { withMoved, withToggled, withoutWidth } from './column-choices.ts';
import type { Column } from './columns.ts';
import type { ListColumns } from './use-list-columns.ts';

/** The column whose menu is open. */
export interface ColumnMenuTarget {
  readonly column: Column;
  /** Where in the window, in px. */
  readonly x: number;
  readonly y: number;
}

interface ColumnMenuProps {
  readonly target: ColumnMenuTarget;
  readonly list: ListColumns;
  readonly onClose: () => void;
}

type Line = MenuGroup['lines'][number];

/** What can be done with a column. */
export function ColumnMenu({ target, list, onClose }: ColumnMenuProps) {
  const { setOrder } = useActions();
  const order = useAppState((state) => state.order);
  const run = useCommand();
  const { column, x, y } = target;
  const { choices, layout, change } = list;
  const place = layout.columns.indexOf(column);
  const isLast = place === layout.columns.length - 1;
  const hasWidth = choices.some(({ id, width }) => id === column && width !== undefined);
  const hide = (): void => {
    change(withToggled(choices, column));
    // Its header, which had the keyboard, goes with it.
    afterMenu(() => focusRegion('history'));
  };
  const orders = ordersOf(column).filter((each) => each.order !== order);
  return (
    <PointerMenu
      label="Column"
      groups={[
        {
          id: 'order',
          lines: orders.map(({ order: wanted, label, icon }) =>
            lineOf(wanted, label, icon, () => setOrder(wanted)),
          ),
        },
        {
          id: 'place',
          lines: [
            ...(place > 0
              ? [
                  lineOf('left', 'Move left', <ArrowLeft size={14} />, () =>
                    change(withMoved(choices, column, -1)),
                  ),
                ]
              : []),
            ...(isLast
              ? []
              : [
                  lineOf('right', 'Move right', <ArrowRight size={14} />, () =>
                    change(withMoved(choices, column, 1)),
                  ),
                ]),
            ...(hasWidth
              ? [
                  lineOf('width', 'Default width', <RotateCcw size={14} />, () =>
                    change(withoutWidth(choices, column)),
                  ),
                ]
              : []),
            ...(layout.columns.length > 1
              ? [lineOf('hide', 'Hide', <EyeOff size={14} />, hide)]
              : []),
          ],
        },
        {
          id: 'all',
          lines: [
            lineOf('choose', 'Columns…', <Columns3 size={14} />, () =>
              afterMenu(() => run('columns.choose')),
            ),
            ...(choices.length === 0
              ? []
              : [lineOf('reset', 'Reset all columns', <RotateCcw size={14} />, () => change([]))]),
          ],
        },
      ]}
      x={x}
      y={y}
      onClose={onClose}
    />
  );
}

function lineOf(id: string, label: string, icon: ReactNode, onChoose: () => void): Line {
  return { id, label, text: label, icon, onChoose };
}

interface OrderLine {
  readonly order: EventOrder;
  readonly label: string;
  readonly icon: ReactNode;
}

const BY_TIME: readonly OrderLine[] = [
  { order: 'newest', label: 'Newest first', icon: <ArrowDown size={14} /> },
  { order: 'oldest', label: 'Oldest first', icon: <ArrowUp size={14} /> },
];
const BY_RECORDING: readonly OrderLine[] = [
  { order: 'recorded', label: 'Last recorded first', icon: <ArrowDown size={14} /> },
];

/** The orders that a column stands for. */
function ordersOf(column: Column): readonly OrderLine[] {
  if (column === 'time') return BY_TIME;
  return column === 'recorded' || column === 'seq' ? BY_RECORDING : [];
}
