import { useCallback, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import type { ColumnChoice } from '#shared/model/settings.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectColumns } from '../../state/views.ts';
import { useWidth } from '../timeline/use-width.ts';
import { layOut } from './column-layout.ts';
import type { ColumnLayout } from './column-layout.ts';
import { columnOf } from './columns.ts';

type Choices = readonly ColumnChoice[];

/** The columns of the list, and the ways to change them. */
export interface ListColumns {
  /** As they are kept. */
  readonly choices: Choices;
  readonly layout: ColumnLayout;
  /** Shows other widths while an edge is pulled; null goes back to those that are kept. */
  readonly preview: (choices: Choices | null) => void;
  readonly change: (choices: Choices) => void;
}

/** Lays the columns out in the list as wide as it is. */
export function useListColumns(list: RefObject<HTMLElement | null>): ListColumns {
  const { changeColumns } = useActions();
  const kept = useAppState(selectColumns);
  const width = useWidth(list);
  const [draft, setDraft] = useState<Choices | null>(null);
  const choices = draft ?? kept;
  const layout = useMemo(() => layOut(choices, width), [choices, width]);
  // Rows render again only if there are other columns, not whenever one of them grows.
  const key = layout.columns.join(' ');
  const columns = useMemo(() => key.split(' ').flatMap((name) => columnOf(name) ?? []), [key]);
  const change = useCallback(
    (next: Choices) => {
      setDraft(null);
      changeColumns(next);
    },
    [changeColumns],
  );
  // The same object while nothing changes: the list renders at every step of scrolling.
  return useMemo(
    () => ({ choices, layout: { ...layout, columns }, preview: setDraft, change }),
    [choices, layout, columns, change],
  );
}
