import type { EventSummary } from '#shared/model/audit-event.ts';
import { Copy, Flag, ListFilter, ListX, Lock, MessageSquarePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import type { CommandId } from '#shared/model/commands.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { FIELD_LABELS } from '../../format/words.ts';
import type { AppActions } from '../../state/app-store.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { afterMenu } from '../../ui/after-menu.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuGroup } from '../../ui/menu.tsx';
import { PointerMenu } from '../../ui/pointer-menu.tsx';
import { COLUMN_LABELS, cellFilter, cellText } from './columns.ts';
import type { CellFilter, Column } from './columns.ts';

/** The cell a menu was asked for; no column means the whole row, from the keyboard. */
export interface CellMenuTarget {
  readonly row: EventSummary;
  readonly column: Column | null;
  /** Where in the window, in px. */
  readonly x: number;
  readonly y: number;
}

interface CellMenuProps {
  /** Those of the list: a whole row is filtered by what is seen of it. */
  readonly columns: readonly Column[];
  readonly target: CellMenuTarget | null;
  readonly onClose: () => void;
}

/** What can be done with a cell: filter by it, filter it out, copy it. */
export function CellMenu({ columns, target, onClose }: CellMenuProps) {
  const actions = useActions();
  const zone = useZone();
  const run = useCommand();
  const mayAct = useAppState((state) => selectWhyNoActs(state) === null);
  if (!target) return null;
  return (
    <PointerMenu
      label="Event"
      groups={[
        ...menuGroups(target, columns, actions, zone),
        { id: 'review', lines: mayAct ? reviewLines(run) : [] },
      ]}
      x={target.x}
      y={target.y}
      onClose={onClose}
    />
  );
}

function menuGroups(
  { row, column }: CellMenuTarget,
  columns: readonly Column[],
  actions: AppActions,
  zone: string,
): MenuGroup[] {
  const asked = column === null ? columns : [column];
  const filters = asked.flatMap((name) => cellFilter(name, row) ?? []);
  const copied = column ?? 'message';
  return [
    { id: 'only', lines: filters.map((filter) => filterLine(filter, false, actions)) },
    { id: 'without', lines: filters.map((filter) => filterLine(filter, true, actions)) },
    {
      id: 'copy',
      lines: [
        {
          id: 'copy-cell',
          label: `Copy ${COLUMN_LABELS[copied].toLowerCase()}`,
          text: 'Copy',
          icon: <Copy size={14} />,
          onChoose: () => void copyText(cellText(copied, row, zone)),
        },
        {
          id: 'copy-id',
          label: 'Copy event id',
          text: 'Copy event id',
          icon: <Copy size={14} />,
          onChoose: () => void copyText(row.id),
        },
      ],
    },
  ];
}

/** What can be done with the event, or with all that are selected. */
function reviewLines(run: (id: CommandId) => void): MenuGroup['lines'] {
  const icons = [
    ['events.flag', <Flag key="flag" size={14} />],
    ['events.note', <MessageSquarePlus key="note" size={14} />],
    ['events.hold', <Lock key="hold" size={14} />],
  ] as const satisfies readonly (readonly [CommandId, ReactNode])[];
  return icons.map(([id, icon]) => {
    const { label, keys } = describeCommand(id);
    return { id, label, text: label, keys, icon, onChoose: () => afterMenu(() => run(id)) };
  });
}

function filterLine({ field, value, label }: CellFilter, negated: boolean, actions: AppActions) {
  const verb = negated ? 'Exclude' : 'Only';
  const name = FIELD_LABELS[field].toLowerCase();
  return {
    id: `${verb}-${field}`,
    label: (
      <>
        {verb} {name} <strong>{safeString(label).slice(0, 80)}</strong>
      </>
    ),
    text: `${verb} ${name} ${safeString(label)}`,
    icon: negated ? <ListX size={14} /> : <ListFilter size={14} />,
    onChoose: () => actions.addFilterValue(field, value, negated),
  };
}
