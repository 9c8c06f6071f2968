/**
 * Where rows stand when there are more than a page may be tall.
 *
 * Chromium clamps elements at about 33.5 million pixels, which is 1.2 million rows. The list is
 * therefore a canvas of at most {@link MAX_CANVAS_PX}, and `shift` rows of the result lie above
 * it: row = row on the canvas + shift. Small scrolling moves the canvas pixel by pixel with the
 * shift held; a jump (the thumb was dragged) maps the position in proportion. Up to a million
 * rows the shift is always 0 and all of this is plain scrolling.
 */

/** Well below Chromium's clamp, which also depends on zoom. */
export const MAX_CANVAS_PX = 30_000_000;
/** A longer way without a wheel is a dragged thumb: one pixel of it is some 40,000 px. */
const JUMP_PX = 5_000;
/** This near to either end the position is exact, so that the end can be reached row by row. */
const EXACT_ROWS = 10_000;
/** Fewer rows than this left on the canvas: move it before it ends. */
const MARGIN_ROWS = 100;

/** The size of the list at a moment. */
export interface Geometry {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the visible part, in px. */
  readonly viewport: number;
}

/** What part of the result is on the canvas, and where the canvas is scrolled to. */
export interface Place {
  readonly shift: number;
  readonly top: number;
}

export const START: Place = { shift: 0, top: 0 };

/** Rows on the canvas. */
export function canvasRows({ total, rowHeight }: Geometry): number {
  return Math.min(total, Math.floor(MAX_CANVAS_PX / rowHeight));
}

/**
 * The place after the browser has scrolled to `top`.
 * @param isWheeled the wheel is turning, which may go a long way in one frame but never jumps
 */
export function scrolled(before: Place, top: number, geometry: Geometry, isWheeled = false): Place {
  const maxShift = geometry.total - canvasRows(geometry);
  if (maxShift === 0) return { shift: 0, top };
  if (!isWheeled && Math.abs(top - before.top) > JUMP_PX) return jumped(top, geometry);
  return recentred({ shift: Math.min(before.shift, maxShift), top }, geometry);
}

/** Position in proportion, whole rows: the two ends of the bar are the two ends of the result. */
function jumped(top: number, geometry: Geometry): Place {
  const maxShift = geometry.total - canvasRows(geometry);
  const share = maxTop(geometry) === 0 ? 0 : top / maxTop(geometry);
  return { shift: Math.round(Math.min(1, Math.max(0, share)) * maxShift), top };
}

/** The same rows in view, with room on the canvas to scroll on in both directions. */
function recentred(place: Place, geometry: Geometry): Place {
  const { rowHeight, total } = geometry;
  const rows = canvasRows(geometry);
  const maxShift = total - rows;
  const first = place.top / rowHeight;
  const row = first + place.shift;
  const visible = geometry.viewport / rowHeight;
  if (row < EXACT_ROWS) return withShift(place, 0, rowHeight);
  if (total - row - visible < EXACT_ROWS) return withShift(place, maxShift, rowHeight);
  if (first > MARGIN_ROWS && rows - first - visible > MARGIN_ROWS) return place;
  return withShift(place, Math.round((row / (total - visible)) * maxShift), rowHeight);
}

function withShift(place: Place, shift: number, rowHeight: number): Place {
  return { shift, top: place.top + (place.shift - shift) * rowHeight };
}

/** The place that shows a row with the least movement. */
export function revealed(before: Place, index: number, geometry: Geometry): Place {
  const { rowHeight, viewport } = geometry;
  const rowTop = (index - before.shift) * rowHeight;
  if (rowTop >= before.top && rowTop + rowHeight <= before.top + viewport) return before;
  const distance = rowTop < before.top ? before.top - rowTop : rowTop - before.top - viewport;
  // Far away the row comes to the middle, where its neighbours can be seen too.
  const isFar = distance > viewport;
  const offset = isFar
    ? (viewport - rowHeight) / 2
    : rowTop < before.top
      ? 0
      : viewport - rowHeight;
  return placedAt(index - offset / rowHeight, geometry);
}

/** The place with a row (a fraction for part of one) at the top of the view. */
export function placedAt(row: number, geometry: Geometry): Place {
  const { total, rowHeight, viewport } = geometry;
  const first = Math.max(0, Math.min(row, total - viewport / rowHeight));
  const rows = canvasRows(geometry);
  const proportional = Math.round((first / Math.max(1, total)) * (total - rows));
  const place = { shift: proportional, top: (first - proportional) * rowHeight };
  return total === rows ? place : recentred(place, geometry);
}

/** Position in the result of the first row that is fully in view. */
export function firstVisible({ shift, top }: Place, rowHeight: number): number {
  return shift + Math.ceil(top / rowHeight - 0.01);
}

/** Rows that fit into the view. */
export function pageRows({ viewport, rowHeight }: Geometry): number {
  return Math.max(1, Math.floor(viewport / rowHeight));
}

function maxTop(geometry: Geometry): number {
  return Math.max(0, canvasRows(geometry) * geometry.rowHeight - geometry.viewport);
}
