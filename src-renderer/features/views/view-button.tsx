import { Bookmark, Check, ChevronDown } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components/Menu';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { MenuPopover } from '../../ui/menu.tsx';
import { useActiveView, useOfferedViews } from './use-active-view.ts';
import styles from './view-button.module.css';
import { useViewActs } from './view-menu.tsx';

/** Says which view is shown, and offers the others. */
export function ViewButton() {
  const { showView } = useActions();
  const active = useActiveView();
  const views = useOfferedViews();
  const actsOn = useViewActs();
  const lines = (isOwn: boolean) =>
    views
      .filter((view) => view.isOwn === isOwn)
      .map(({ id, name }) => ({
        id: `view-${id}`,
        label: safeString(name),
        text: safeString(name),
        icon: id === active?.id ? <Check size={14} /> : <span className={styles.blank} />,
        onChoose: () => showView(id),
      }));
  return (
    <MenuTrigger>
      <Button look="quiet" size="small" icon={<Bookmark size={13} aria-hidden />}>
        {active ? (
          <>
            <span className="visually-hidden">View: </span>
            <span className={styles.name}>{safeString(active.name)}</span>
            {active.isModified && <span className={styles.modified}>modified</span>}
          </>
        ) : (
          'Views'
        )}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <MenuPopover
        label="Views"
        groups={[
          { id: 'own', lines: lines(true) },
          { id: 'starters', lines: lines(false) },
          ...actsOn(active).map((group) => ({ ...group, id: `acts-${group.id}` })),
        ]}
      />
    </MenuTrigger>
  );
}
