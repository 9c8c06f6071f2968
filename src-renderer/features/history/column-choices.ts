import { VIEW_LIMITS } from '#shared/model/limits.ts';
import type { ColumnChoice } from '#shared/model/settings.ts';
import { COLUMNS, STANDARD_COLUMNS, columnOf } from './columns.ts';
import type { Column } from './columns.ts';

/** A column that is shown, and its width where one was chosen. */
export interface ShownColumn {
  readonly id: Column;
  readonly width?: number | undefined;
}

/** What was chosen, as it is kept. */
type Choices = readonly ColumnChoice[];

/** Steps of a width by keyboard, in px. */
export const WIDTH_STEP = 8;

/**
 * The columns that are shown, in order. Those that this version does not know are passed over; a
 * choice of which nothing is left is none.
 */
export function shownColumns(choices: Choices): readonly ShownColumn[] {
  const known = choices.flatMap(({ id, width }): ShownColumn[] => {
    const column = columnOf(id);
    return column ? [{ id: column, ...(width !== undefined && { width }) }] : [];
  });
  const unique = [...new Map(known.map((column) => [column.id, column])).values()];
  return unique.length > 0 ? unique : STANDARD_COLUMNS.map((id) => ({ id }));
}

/** All columns as a chooser lists them: those that are shown in their order, then the others. */
export function offeredColumns(choices: Choices): readonly Column[] {
  const shown = shownColumns(choices).map(({ id }) => id);
  return [...shown, ...COLUMNS.filter((id) => !shown.includes(id))];
}

/** Shows a column behind the others or hides it; the last one stays. */
export function withToggled(choices: Choices, column: Column): Choices {
  const shown = shownColumns(choices);
  const rest = shown.filter(({ id }) => id !== column);
  if (rest.length === shown.length) return [...shown, { id: column }];
  return rest.length === 0 ? choices : rest;
}

/** Moves a column by some places, as far as there are any. */
export function withMoved(choices: Choices, column: Column, by: number): Choices {
  const shown = shownColumns(choices);
  const from = shown.findIndex(({ id }) => id === column);
  return from === -1 ? choices : withPlaced(choices, column, from + by);
}

/** Puts a column at a position among the columns that are shown. */
export function withPlaced(choices: Choices, column: Column, position: number): Choices {
  const shown = shownColumns(choices);
  const moved = shown.find(({ id }) => id === column);
  if (!moved) return choices;
  const rest = shown.filter(({ id }) => id !== column);
  const place = Math.min(rest.length, Math.max(0, position));
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}

/**
 * Gives a column a width. Those before it keep the widths that they have, so that its edge goes
 * where it is pulled; those behind it share what is left.
 * @param widths of the columns as they are on screen, in px
 */
export function withWidth(
  choices: Choices,
  column: Column,
  width: number,
  widths: ReadonlyMap<Column, number>,
): Choices {
  const shown = shownColumns(choices);
  const at = shown.findIndex(({ id }) => id === column);
  return shown.map((each, index) => {
    if (index > at) return each;
    const wanted = index === at ? width : (each.width ?? widths.get(each.id));
    return wanted === undefined ? each : { id: each.id, width: allowedWidth(wanted) };
  });
}

/** Lets the list decide about the width of a column again. */
export function withoutWidth(choices: Choices, column: Column): Choices {
  return shownColumns(choices).map((each) => (each.id === column ? { id: column } : each));
}

function allowedWidth(width: number): number {
  const { min, max } = VIEW_LIMITS.columnWidth;
  return Math.min(max, Math.max(min, Math.round(width)));
}
