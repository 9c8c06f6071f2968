import type { ColumnChoice } from '#shared/model/settings.ts';
import { shownColumns } from './column-choices.ts';
import type { ShownColumn } from './column-choices.ts';
import type { Column } from './columns.ts';

/** Room that a column takes at least, in px, and its share of what is left; without one, no more. */
type Track = readonly [least: number, share?: number | undefined];
type Tracks = Readonly<Record<Column, Track>>;

/** How the columns of a list stand. */
export interface ColumnLayout {
  readonly columns: readonly Column[];
  /** Value of `grid-template-columns` for the header and every row. */
  readonly template: string;
  readonly gap: number;
  /** Px that a row takes at least; in a narrower list it is scrolled sideways. */
  readonly rowWidth: number;
  /** True if there is room for the glyph of a severity only. */
  readonly isSeverityShort: boolean;
  /** True if there is no room for the date. */
  readonly isTimeShort: boolean;
}

/** Room at the left of a row for the marks of what people added, and at its right. In px. */
export const ROW_START = 40;
const ROW_END = 12;

const NORMAL: Tracks = {
  time: [148],
  severity: [86],
  action: [120, 1.1],
  actor: [96, 0.9],
  target: [110, 1.2],
  message: [120, 2.2],
  outcome: [88],
  category: [90],
  source: [104],
  duration: [72],
  ip: [120],
  host: [110, 0.8],
  errorType: [120, 0.9],
  correlation: [120, 0.8],
  recorded: [148],
  seq: [76],
  id: [130, 0.8],
};

/** On a wide screen the short ones need no more, and the long ones have the rest. */
const WIDE: Tracks = {
  ...NORMAL,
  time: [156],
  severity: [96],
  action: [220],
  actor: [200],
  target: [180, 1],
  message: [240, 2.4],
  outcome: [96],
};

/** Beside an open detail pane severities shrink to their glyphs. */
const NARROW: Tracks = {
  ...NORMAL,
  time: [147],
  severity: [16],
  action: [110, 1.35],
  actor: [70, 0.7],
  target: [90, 1],
  message: [70, 1.25],
  outcome: [76],
};

/** Narrower still, where nobody chose columns, the message is left to the detail beside it. */
const NARROWER: Tracks = { ...NARROW, action: [60, 1.4], actor: [40, 0.7], target: [50, 1] };
/** And then the target and the date. */
const NARROWEST: Tracks = { ...NARROW, time: [62], action: [40, 1.4], actor: [30, 0.8] };

/**
 * Lays columns out in a list.
 * @param choices as they are kept; none at all leaves it to the list what there is room for
 * @param width of the list in px
 */
export function layOut(choices: readonly ColumnChoice[], width: number): ColumnLayout {
  const isFree = choices.length === 0;
  const columns = shownColumns(choices).filter(({ id }) => !isFree || hasRoom(id, width));
  const tracks = isFree ? tracksFor(width, true) : scrollable(tracksFor(width, false));
  const gap = width < 900 ? 12 : 16;
  const least = columns.map(({ id, width: chosen }) => chosen ?? tracks[id][0]);
  const widthOf = (id: Column): number => least[columns.findIndex((each) => each.id === id)] ?? 0;
  return {
    columns: columns.map(({ id }) => id),
    template: columns.map((column) => trackText(column, tracks[column.id])).join(' '),
    gap,
    rowWidth:
      least.reduce((sum, each) => sum + each, 0) +
      gap * Math.max(0, columns.length - 1) +
      ROW_START +
      ROW_END,
    isSeverityShort: widthOf('severity') < 60,
    isTimeShort: widthOf('time') < 120,
  };
}

/** A list that can be scrolled sideways has no need to squeeze the message. */
function scrollable(tracks: Tracks): Tracks {
  const [least, share] = tracks.message;
  return { ...tracks, message: [Math.max(least, 200), share] };
}

function hasRoom(column: Column, width: number): boolean {
  if (column === 'message') return width >= 660;
  return column !== 'target' || width >= 480;
}

function tracksFor(width: number, isFree: boolean): Tracks {
  if (isFree && width < 480) return NARROWEST;
  if (isFree && width < 660) return NARROWER;
  if (width < 900) return NARROW;
  return width < 1_400 ? NORMAL : WIDE;
}

function trackText({ width }: ShownColumn, [least, share]: Track): string {
  if (width !== undefined) return `${width}px`;
  return share === undefined ? `${least}px` : `minmax(${least}px, ${share}fr)`;
}
