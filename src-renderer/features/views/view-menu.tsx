import { Eye, EyeOff, Pencil, RotateCcw, Save, SaveAll, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { EVERYTHING_VIEW } from '../../state/starter-views.ts';
import type { OfferedView } from '../../state/views.ts';
import { afterMenu } from '../../ui/after-menu.ts';
import type { MenuGroup } from '../../ui/menu.tsx';
import { useActiveView } from './use-active-view.ts';

type Line = MenuGroup['lines'][number];

/** What can be done with a view; for the one that is shown also what depends on what it shows. */
export function useViewActs(): (view: OfferedView | null) => readonly MenuGroup[] {
  const { askViewName, deleteView, hideView, showHiddenViews, showView } = useActions();
  const { store } = useApp();
  const run = useCommand();
  const active = useActiveView();
  const hasHidden = useAppState((state) => state.settings.hiddenViews.length > 0);

  return (view) => {
    const isModified = view !== null && active?.id === view.id && active.isModified;
    const shown: Line[] = [];
    if (view && isModified) {
      if (view.isOwn) {
        shown.push(
          lineOf('update', 'Update with what is shown', <Save size={14} />, () =>
            run('view.update'),
          ),
        );
      }
      shown.push(
        lineOf('back', 'Back to the view as it is', <RotateCcw size={14} />, () =>
          showView(view.id),
        ),
      );
    }
    const { label, keys } = describeCommand('view.save');
    shown.push({
      ...lineOf('save', label, <SaveAll size={14} />, () => afterMenu(() => run('view.save'))),
      keys,
    });
    const own: Line[] = [];
    if (view?.isOwn) {
      const { id } = view;
      const name = (): string =>
        store.getState().settings.views.find((each) => each.id === id)?.name ?? view.name;
      own.push(
        lineOf('rename', 'Rename…', <Pencil size={14} />, () =>
          afterMenu(() => askViewName({ kind: 'rename', id, name: name() })),
        ),
        lineOf('delete', 'Delete', <Trash2 size={14} />, () => withoutIt(id, deleteView)),
      );
    } else if (view && view.id !== EVERYTHING_VIEW) {
      own.push(lineOf('hide', 'Hide', <EyeOff size={14} />, () => withoutIt(view.id, hideView)));
    }
    const hidden = hasHidden
      ? [lineOf('unhide', 'Show hidden views', <Eye size={14} />, showHiddenViews)]
      : [];
    return [
      { id: 'shown', lines: shown },
      { id: 'own', lines: own },
      { id: 'hidden', lines: hidden },
    ];
  };
}

/** Takes a view off the list; the keyboard, if it was there, goes to the one before. */
function withoutIt(id: string, take: (id: string) => void): void {
  const line = document.querySelector(`[data-view="${CSS.escape(id)}"]`)?.closest('li');
  const before = line?.previousElementSibling?.querySelector<HTMLElement>('[data-view]');
  take(id);
  afterMenu(() => {
    if (document.activeElement === document.body) before?.focus();
  });
}

function lineOf(id: string, label: string, icon: ReactNode, onChoose: () => void): Line {
  return { id, label, text: label, icon, onChoose };
}
