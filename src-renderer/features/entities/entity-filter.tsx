import { Flag, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { EntityPage } from '#shared/model/entity.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { formatCount } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectBox } from '../../ui/select-box.tsx';
import styles from './entity-filter.module.css';

/** Typing is not interrupted by answers to half a word. */
const SETTLE_MS = 150;
/** As long as a search may be (LIMITS.filterValue). */
const MOST_CHARACTERS = 512;

/** Value of the choice of types that stands for all; types themselves are marked. */
const ANY_TYPE = 'any';
const MARK = 'type:';

/** Which entities are listed: by text, by type, only flagged ones. */
export function EntityFilter({ types }: { readonly types: EntityPage['types'] }) {
  const query = useAppState((state) => state.entityQuery);
  const { askEntities } = useActions();
  const { type, flagged } = query;
  // The one that is asked for stays on the list when it has none.
  const known = type === null || types.some((each) => each.type === type);
  const listed = known ? types : [...types, { type, count: 0 }];
  return (
    <div className={styles.bar} role="search" aria-label="Entities">
      <SearchBox />
      <div className={styles.type}>
        <SelectBox
          label="Type"
          value={type === null ? ANY_TYPE : `${MARK}${type}`}
          choices={[
            { value: ANY_TYPE, label: 'All types' },
            ...listed.map(({ type: name, count }) => ({
              value: `${MARK}${name}`,
              label: `${safeString(name)} (${formatCount(count)})`,
            })),
          ]}
          onChange={(value) =>
            askEntities({ type: value === ANY_TYPE ? null : value.slice(MARK.length) })
          }
        />
      </div>
      <ToggleButton
        className={styles.toggle ?? ''}
        isSelected={flagged === true}
        onChange={(isOn) => askEntities({ flagged: isOn ? true : null })}
      >
        <Flag size={13} aria-hidden />
        Flagged only
      </ToggleButton>
    </div>
  );
}

/** Text that is looked for in types, names and ids. */
function SearchBox() {
  const asked = useAppState((state) => state.entityQuery.search);
  const { askEntities } = useActions();
  const [typed, setTyped] = useState({ text: asked, asked });
  // Another search came from elsewhere: the box shows it.
  if (typed.asked !== asked) setTyped({ text: asked, asked });

  useEffect(() => {
    if (typed.text === asked) return;
    const timer = setTimeout(() => askEntities({ search: typed.text }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed.text, asked, askEntities]);

  const type = (text: string): void => setTyped({ text, asked });
  return (
    <span className={styles.search}>
      <Search size={14} aria-hidden className={styles.icon} />
      <input
        className={styles.box}
        type="text"
        aria-label="Search entities"
        placeholder="Name, id or type"
        autoComplete="off"
        spellCheck={false}
        maxLength={MOST_CHARACTERS}
        value={typed.text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed.text !== '') {
            event.preventDefault();
            type('');
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            focusRegion('entities');
          }
        }}
      />
      {typed.text !== '' && (
        <IconButton size="small" label="Clear the search" onPress={() => type('')}>
          <X size={13} />
        </IconButton>
      )}
    </span>
  );
}
