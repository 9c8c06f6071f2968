import type { EntityKey } from '#shared/model/review.ts';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { EntityCache, EntitySnapshot } from '../../data/entity-cache.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { entityId } from '../../state/acted-on-entities.ts';
import { listKeyAction } from '../history/list-keys.ts';
import { pageRows } from '../history/row-model.ts';
import { useRowWindow } from '../history/use-row-window.ts';
import { EntityHeader, HEADER_HEIGHT } from './entity-header.tsx';
import styles from './entity-list.module.css';
import { EntityMenu } from './entity-menu.tsx';
import { EntityRow, entityRowId } from './entity-row.tsx';
import { useChoosingEntities } from './use-choosing-entities.ts';

/** Height of a row in px for each density, as in the list of events. */
const ROW_HEIGHTS = { compact: 24, standard: 28, comfortable: 34 } as const;

/** The row that the keyboard is at, in the answer to a question. */
interface Place {
  readonly question: number;
  readonly index: number;
}

interface EntityListProps {
  readonly cache: EntityCache;
  readonly snapshot: EntitySnapshot;
  readonly total: number;
}

/** Entities as a grid: one focus target, and as many rows as fit. */
export function EntityList({ cache, snapshot, total }: EntityListProps) {
  const run = useCommand();
  const zone = useZone();
  const { activateEntity } = useActions();
  const density = useAppState((state) => state.settings.density);
  const active = useAppState((state) => state.activeEntity);
  const chosen = useAppState((state) => state.chosenEntities);
  const grid = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const list = useRowWindow(grid, HEADER_HEIGHT, total, ROW_HEIGHTS[density], snapshot.question);
  const choosing = useChoosingEntities(cache);

  const first = list.rows[0]?.index ?? 0;
  const end = (list.rows.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > first) cache.want(first, end);
  }, [cache, first, end]);

  const { question, isAsking } = snapshot;
  const activeIndex = placeOf(active, place, snapshot, cache, [first, end]);
  const activate = (index: number): void => {
    const row = cache.rowAt(index);
    setPlace({ question, index });
    activateEntity(row ? { type: row.type, id: row.id } : null);
  };

  // After every render: the row that the keyboard went to may have arrived.
  useEffect(() => {
    const row = activeIndex === null || active || isAsking ? undefined : cache.rowAt(activeIndex);
    if (row) activateEntity({ type: row.type, id: row.id });
  });

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const context = {
      active: activeIndex,
      total,
      page: pageRows(list.geometry),
      entry: list.firstInView(),
    };
    if (choosing.handleKey(event, context, go)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.shiftKey && event.key === 'F10' ? 'ContextMenu' : event.key;
    const action = listKeyAction(key, context);
    if (!action || action.kind === 'back') return;
    event.preventDefault();
    if (action.kind === 'move') {
      choosing.chooseNone(action.index);
      go(action.index);
    } else if (action.kind === 'open') {
      run('entities.showEvents');
    } else if (activeIndex !== null) {
      const box = document.querySelector(`#${entityRowId(activeIndex)}`)?.getBoundingClientRect();
      if (box) setMenu({ x: box.left + 24, y: box.bottom });
    }
  };
  function go(index: number): void {
    list.reveal(index);
    activate(index);
  }

  const handleClick = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    if (index === null || document.getSelection()?.type === 'Range') return;
    choosing.handleClick(event, index, activeIndex);
    activate(index);
  };
  const handleContextMenu = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    const row = index === null ? undefined : cache.rowAt(index);
    if (index === null || !row) return;
    event.preventDefault();
    if (!chosen.has(entityId(row))) choosing.chooseNone(index);
    activate(index);
    setMenu({ x: event.clientX, y: event.clientY });
  };

  const isMounted = activeIndex !== null && activeIndex >= first && activeIndex < end;
  return (
    <div className={styles.list}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        data-region="entities"
        aria-label="Entities"
        aria-multiselectable
        aria-busy={snapshot.isAsking}
        aria-rowcount={total + 1}
        aria-colcount={5}
        {...(isMounted ? { 'aria-activedescendant': entityRowId(activeIndex) } : {})}
        className={styles.grid}
        style={{ '--row-height': `${ROW_HEIGHTS[density]}px` }}
        onKeyDown={handleKeyDown}
        onClick={handleClick}
        onDoubleClick={(event) => {
          if (indexOf(event.target) !== null) run('entities.showEvents');
        }}
        onContextMenu={handleContextMenu}
      >
        <EntityHeader />
        <div className={styles.canvas} role="rowgroup" style={{ height: list.canvasHeight }}>
          {list.rows.map(({ index, top, slot }) => {
            const row = cache.rowAt(index);
            const isActive =
              row && active ? entityId(row) === entityId(active) : index === activeIndex;
            return (
              <EntityRow
                key={slot}
                index={index}
                top={top}
                row={row}
                zone={zone}
                isActive={isActive}
                isSelected={
                  chosen.size > 0 ? row !== undefined && chosen.has(entityId(row)) : isActive
                }
              />
            );
          })}
        </div>
      </div>
      {menu && <EntityMenu x={menu.x} y={menu.y} onClose={() => setMenu(null)} />}
    </div>
  );
}

/**
 * Position of the active row: where the keyboard went to, or where the entity is now, if the rows in
 * view changed places; null if another question has its rows elsewhere.
 */
function placeOf(
  active: EntityKey | null,
  place: Place | null,
  { question, total }: EntitySnapshot,
  cache: EntityCache,
  [first, end]: readonly [number, number],
): number | null {
  if (place?.question !== question) return null;
  const isThere = (index: number): boolean => {
    const row = cache.rowAt(index);
    return row !== undefined && active !== null && entityId(row) === entityId(active);
  };
  const index = Math.min(place.index, (total ?? 1) - 1);
  if (!active || !cache.rowAt(index) || isThere(index)) return index;
  for (let other = first; other < end; other += 1) if (isThere(other)) return other;
  return index;
}

function indexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : null;
}
