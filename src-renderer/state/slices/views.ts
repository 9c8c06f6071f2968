import { VIEW_LIMITS } from '#shared/model/limits.ts';
import type { ColumnChoice, SavedView } from '#shared/model/settings.ts';
import type { SliceCreator } from '../app-store.ts';
import { EVERYTHING_VIEW, STARTER_VIEWS } from '../starter-views.ts';
import { activeViewIn, selectColumns, selectDensity } from '../views.ts';
import type { ViewLook } from '../views.ts';

/** What a name is asked for. */
export type ViewNaming =
  | { readonly kind: 'save' }
  | { readonly kind: 'rename'; readonly id: string; readonly name: string };

/** Named filters. Those of the operator are kept in the settings. */
interface ViewsState {
  /** Id of the view that was chosen last; what is shown may differ from it by now. */
  readonly activeView: string;
  /** How the list looks under a saved view; null where the settings say. */
  readonly viewLook: ViewLook | null;
  /** The dialog that asks for a name; null if none is open. */
  readonly viewNaming: ViewNaming | null;
}

export interface ViewsActions {
  /** Asks for the events of a view, and shows them as it says. */
  readonly showView: (id: string) => void;
  /** Changes the columns of the view that is shown, or else those of the settings. */
  readonly changeColumns: (columns: readonly ColumnChoice[]) => void;
  readonly askViewName: (naming: ViewNaming) => void;
  readonly closeViewNaming: () => void;
  /** Takes the name that was asked for. Answers what is wrong with it; null if nothing is. */
  readonly answerViewNaming: (name: string) => string | null;
  /** Takes what is shown into the saved view that is active. */
  readonly updateView: () => void;
  readonly deleteView: (id: string) => void;
  /** Takes a view that comes with Annals off the list. */
  readonly hideView: (id: string) => void;
  readonly showHiddenViews: () => void;
}

export type ViewsSlice = ViewsState & ViewsActions;

/** No view but that of the whole trail. */
export const NO_VIEW: Pick<ViewsState, 'activeView' | 'viewLook'> = {
  activeView: EVERYTHING_VIEW,
  viewLook: null,
};

export const createViewsSlice: SliceCreator<ViewsSlice> = (set, get, { clock }) => {
  const keepViews = (views: SavedView[]): void => void get().changeSettings({ views });
  /** What is shown, as a view keeps it. */
  const shown = (): Omit<SavedView, 'id' | 'name'> => {
    const state = get();
    const { range, terms, order } = state;
    return {
      range,
      terms: [...terms],
      order,
      columns: [...selectColumns(state)],
      density: selectDensity(state),
    };
  };
  const newId = (): string => {
    const taken = new Set(get().settings.views.map(({ id }) => id));
    let stamp = clock.now();
    while (taken.has(`view-${stamp}`)) stamp += 1;
    return `view-${stamp}`;
  };
  const save = (name: string): string | null => {
    const { views } = get().settings;
    if (views.length >= VIEW_LIMITS.views) {
      return `There are ${VIEW_LIMITS.views} views already. Delete one of them first.`;
    }
    const view = { id: newId(), name, ...shown() };
    keepViews([...views, view]);
    set({ activeView: view.id, viewLook: lookOf(view) });
    get().showToast(`Saved the view “${name}”`);
    return null;
  };
  return {
    ...NO_VIEW,
    viewNaming: null,
    showView: (id) => {
      const starter = STARTER_VIEWS.find((view) => view.id === id);
      const own = get().settings.views.find((view) => view.id === id);
      const view = starter ?? own;
      if (!view) return;
      set({ activeView: id, viewLook: own ? lookOf(own) : null });
      get().askView({ range: view.range, terms: view.terms, order: own?.order ?? get().order });
    },
    changeColumns: (columns) => {
      const { viewLook, changeSettings } = get();
      if (viewLook) set({ viewLook: { ...viewLook, columns: [...columns] } });
      else void changeSettings({ columns: [...columns] });
    },
    askViewName: (viewNaming) => set({ viewNaming }),
    closeViewNaming: () => set({ viewNaming: null }),
    answerViewNaming: (written) => {
      const { viewNaming, settings } = get();
      const name = written.trim();
      if (!viewNaming || name === '') return null;
      const id = viewNaming.kind === 'rename' ? viewNaming.id : null;
      const named = [...STARTER_VIEWS, ...settings.views];
      if (named.some((view) => view.id !== id && isSameName(view.name, name))) {
        return 'Another view has this name.';
      }
      const problem = id === null ? save(name) : null;
      if (id !== null) {
        keepViews(settings.views.map((view) => (view.id === id ? { ...view, name } : view)));
      }
      if (problem === null) set({ viewNaming: null });
      return problem;
    },
    updateView: () => {
      const active = activeViewIn(get());
      if (!active?.isOwn) return;
      const { views } = get().settings;
      keepViews(views.map((view) => (view.id === active.id ? { ...view, ...shown() } : view)));
      get().showToast(`Updated the view “${active.name}”`);
    },
    deleteView: (id) => {
      const { settings, activeView, viewLook } = get();
      const gone = settings.views.find((view) => view.id === id);
      if (!gone) return;
      keepViews(settings.views.filter((view) => view.id !== id));
      const wasActive = activeView === id;
      if (wasActive) set(NO_VIEW);
      get().showToast(`Deleted the view “${gone.name}”`, () => {
        keepViews([...get().settings.views, gone]);
        // Unless another one was chosen meanwhile, it is shown as it was.
        if (wasActive && get().activeView === EVERYTHING_VIEW) set({ activeView: id, viewLook });
      });
    },
    hideView: (id) => {
      const { settings, changeSettings } = get();
      const hidden = STARTER_VIEWS.find((view) => view.id === id);
      if (!hidden || id === EVERYTHING_VIEW || settings.hiddenViews.includes(id)) return;
      void changeSettings({ hiddenViews: [...settings.hiddenViews, id] });
      get().showToast(`Hid the view “${hidden.name}”`, () => {
        const hiddenViews = get().settings.hiddenViews.filter((other) => other !== id);
        void changeSettings({ hiddenViews });
      });
    },
    showHiddenViews: () => void get().changeSettings({ hiddenViews: [] }),
  };
};

function lookOf({ columns, density }: SavedView): ViewLook {
  return { columns, density };
}

function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'accent' }) === 0;
}
