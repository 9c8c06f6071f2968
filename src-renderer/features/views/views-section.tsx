import { clsx } from 'clsx';
import { ChevronRight, Ellipsis, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { OfferedView } from '../../state/views.ts';
import { PointerMenu } from '../../ui/pointer-menu.tsx';
import { useActiveView, useOfferedViews } from './use-active-view.ts';
import { useViewActs } from './view-menu.tsx';
import styles from './views-section.module.css';

/** A view whose menu is open, and where. */
interface ViewMenuTarget {
  readonly view: OfferedView;
  readonly x: number;
  readonly y: number;
}

/** The views, above the facets. */
export function ViewsSection() {
  const { changeSettings, showView } = useActions();
  const isOpen = useAppState((state) => state.settings.isViewsOpen);
  const active = useActiveView();
  const views = useOfferedViews();
  const actsOn = useViewActs();
  const run = useCommand();
  const [menu, setMenu] = useState<ViewMenuTarget | null>(null);
  const id = useId();
  const openAt = (view: OfferedView, element: Element): void => {
    const box = element.getBoundingClientRect();
    setMenu({ view, x: box.left + 24, y: box.bottom });
  };
  return (
    <div className={styles.section}>
      <div className={styles.top}>
        <h2 className={styles.title}>
          <button
            type="button"
            className={styles.head}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => void changeSettings({ isViewsOpen: !isOpen })}
          >
            <ChevronRight size={13} className={styles.arrow} aria-hidden />
            Views
          </button>
        </h2>
        <button
          type="button"
          className={styles.act}
          aria-label={describeCommand('view.save').label}
          title={`${describeCommand('view.save').label} ${describeCommand('view.save').keys}`}
          onClick={() => run('view.save')}
        >
          <Plus size={14} aria-hidden />
        </button>
      </div>
      <ul id={id} hidden={!isOpen} className={styles.views} aria-label="Views">
        {views.map((view) => {
          const isActive = view.id === active?.id;
          const name = safeString(view.name);
          return (
            <li key={view.id} className={clsx(styles.line, isActive && styles.active)}>
              <button
                type="button"
                data-view={view.id}
                className={styles.view}
                aria-current={isActive ? 'true' : undefined}
                title={name}
                onClick={() => showView(view.id)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  // From the keyboard there is no pointer to open it at.
                  if (event.button === 2 && event.clientX > 0) {
                    setMenu({ view, x: event.clientX, y: event.clientY });
                  } else openAt(view, event.currentTarget);
                }}
              >
                <span className={styles.name}>{name}</span>
                {isActive && active.isModified && <span className={styles.modified}>modified</span>}
              </button>
              <button
                type="button"
                className={clsx(styles.act, styles.more)}
                aria-label={`More for ${name}`}
                aria-haspopup="menu"
                onClick={(event) => openAt(view, event.currentTarget)}
              >
                <Ellipsis size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {menu && (
        <PointerMenu
          label={`View ${safeString(menu.view.name)}`}
          groups={actsOn(menu.view)}
          x={menu.x}
          y={menu.y}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
