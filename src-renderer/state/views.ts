import type { ColumnChoice, SavedView, Settings } from '#shared/model/settings.ts';
import { filterKey } from '#shared/model/filter-fields.ts';
import { resolveRange } from '#shared/time/time-window.ts';
import type { AppState } from './app-store.ts';
import { EVERYTHING_VIEW, STARTER_VIEWS } from './starter-views.ts';

/** How the list looks: what a saved view brings along. */
export type ViewLook = Pick<SavedView, 'columns' | 'density'>;

/** A view as it is offered. */
export interface OfferedView {
  readonly id: string;
  readonly name: string;
  /** Saved by the operator, who may change and delete it; the others can only be hidden. */
  readonly isOwn: boolean;
}

/** The view that is shown. */
export interface ActiveView extends OfferedView {
  /** The filter or the list is no longer what the view says. */
  readonly isModified: boolean;
}

/** The views that are offered: those that come with Annals, then the operator's own by name. */
export function offeredViews({ views, hiddenViews }: Settings): readonly OfferedView[] {
  const starters = STARTER_VIEWS.filter(({ id }) => !hiddenViews.includes(id));
  const own = views.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return [
    ...starters.map(({ id, name }) => ({ id, name, isOwn: false })),
    ...own.map(({ id, name }) => ({ id, name, isOwn: true })),
  ];
}

/** The columns of the list: those of the saved view that is shown, or else the operator's. */
export function selectColumns(state: AppState): readonly ColumnChoice[] {
  return state.viewLook?.columns ?? state.settings.columns;
}

/** The height of rows, likewise. */
export function selectDensity(state: AppState): Settings['density'] {
  return state.viewLook?.density ?? state.settings.density;
}

/**
 * The view that is shown, as a text that is the same as long as it is; null if what is shown has no
 * name. Everything, with something left out, is none.
 */
export function selectActiveViewKey(state: AppState): string | null {
  const { settings, activeView } = state;
  const starter = STARTER_VIEWS.find(({ id }) => id === activeView);
  const own = settings.views.find(({ id }) => id === activeView);
  const view = starter ?? own;
  if (!view) return null;
  const isModified =
    filterText(state) !== filterText(view) ||
    (own !== undefined && (own.order !== state.order || lookText(state) !== lookText(own)));
  if (isModified && view.id === EVERYTHING_VIEW) return null;
  return JSON.stringify([view.id, view.name, own !== undefined, isModified]);
}

/** The view that a key stands for. */
export function activeViewOf(key: string | null): ActiveView | null {
  if (key === null) return null;
  const [id, name, isOwn, isModified] = JSON.parse(key) as [string, string, boolean, boolean];
  return { id, name, isOwn, isModified };
}

/** The view that is shown; null if what is shown has no name. */
export function activeViewIn(state: AppState): ActiveView | null {
  return activeViewOf(selectActiveViewKey(state));
}

function filterText({ range, terms }: Pick<AppState, 'range' | 'terms'>): string {
  const bounds = resolveRange(range, 0);
  const time = range.kind === 'last' ? range.duration : JSON.stringify([bounds.from, bounds.to]);
  return `${time} ${filterKey({ from: null, to: null, terms: [...terms] })}`;
}

function lookText(look: AppState | SavedView): string {
  const { columns, density } =
    'settings' in look ? { columns: selectColumns(look), density: selectDensity(look) } : look;
  const widths = columns.map(({ id, width }) => [id, width ?? null]);
  return JSON.stringify([widths, density]);
}
