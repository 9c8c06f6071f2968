import type { MappingEntry } from '#shared/ipc/import-contract.ts';
import { Check, ChevronDown, Copy, Pencil, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuTrigger } from 'react-aria-components/Menu';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { Offered } from '../../state/slices/import-offer.ts';
import { Button } from '../../ui/button.tsx';
import { MenuPopover } from '../../ui/menu.tsx';
import styles from './mapping-menu.module.css';

/** Which mapping reads the records, and the ways to one of the operator's own. */
export function MappingMenu({ offered }: { readonly offered: Offered }) {
  const mappings = useAppState((state) => state.mappings);
  const { changeImportOptions, editMapping } = useActions();
  const { mapping } = offered.options;
  const chosen = mappings.find(({ name }) => name === mapping) ?? null;
  const label = chosen ? safeString(chosen.title) : 'Automatic';
  const lineOf = (name: string | null, title: string) => ({
    id: name ?? 'automatic',
    label: title,
    text: title,
    icon: name === mapping ? <Check size={14} aria-label="Chosen" /> : <span />,
    onChoose: () => changeImportOptions({ mapping: name }),
  });
  const entryLine = ({ name, title }: MappingEntry) => lineOf(name, safeString(title));
  const own = chosen?.spec ? chosen : null;
  const actOf = (id: string, text: string, icon: ReactNode, onChoose: () => void) => ({
    id,
    label: text,
    text,
    icon,
    onChoose,
  });
  return (
    <MenuTrigger>
      <Button aria-label={`Mapping: ${label}`} isWide>
        <span className={styles.label}>{label}</span>
        <ChevronDown size={13} className={styles.arrow} aria-hidden />
      </Button>
      <MenuPopover
        label="Mapping"
        groups={[
          { id: 'automatic', lines: [lineOf(null, 'Automatic')] },
          { id: 'own', title: 'Your own', lines: mappings.filter(isOwn).map(entryLine) },
          {
            id: 'acts',
            lines: [
              actOf('new', 'New mapping…', <Plus size={14} />, () => editMapping(null, 'change')),
              ...(own
                ? [
                    actOf('edit', `Edit ${label}…`, <Pencil size={14} />, () =>
                      editMapping(own, 'change'),
                    ),
                    actOf('copy', `Duplicate ${label}…`, <Copy size={14} />, () =>
                      editMapping(own, 'copy'),
                    ),
                  ]
                : []),
            ],
          },
          {
            id: 'builtIn',
            title: 'Built in',
            lines: mappings.filter((entry) => !isOwn(entry)).map(entryLine),
          },
        ]}
      />
    </MenuTrigger>
  );
}

function isOwn({ spec }: MappingEntry): boolean {
  return spec !== null;
}
