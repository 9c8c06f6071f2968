import { Check } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { TextField } from 'react-aria-components/TextField';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import styles from './zone-panel.module.css';
import { zoneChoices } from './zones.ts';

/** Stands for the zone of this machine among the keys of the list. */
const OWN = 'own';

/** The list below belongs to what is typed into; the Autocomplete says which one it is. */
const SEARCHING = { role: 'combobox', 'aria-expanded': true } as const;

/** All time zones, found by typing a part of the name or the offset. */
export function ZonePanel({ onDone }: { readonly onDone: () => void }) {
  const { clock } = useApp();
  const chosen = useAppState((state) => state.settings.zone);
  const { changeSettings } = useActions();
  const [choices] = useState(() => zoneChoices(clock.zone, clock.now()));
  return (
    <div className={styles.panel}>
      <Autocomplete filter={hasText}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- finding is what it was opened for */}
        <TextField className={styles.search ?? ''} aria-label="Find a time zone" autoFocus>
          <Input
            className={styles.input ?? ''}
            placeholder="Find a place or an offset"
            {...SEARCHING}
          />
        </TextField>
        <ListBox
          className={styles.list ?? ''}
          aria-label="Time zones"
          selectionMode="single"
          selectedKeys={[chosen ?? OWN]}
          disallowEmptySelection
          renderEmptyState={() => <p className={styles.none}>There is no such zone.</p>}
          onSelectionChange={(keys) => {
            const [key] = keys;
            if (key === undefined) return;
            void changeSettings({ zone: key === OWN ? null : String(key) });
            onDone();
          }}
        >
          {choices.map(({ zone, name, offset, text }) => (
            <ListBoxItem
              key={zone ?? OWN}
              id={zone ?? OWN}
              textValue={text}
              className={styles.item ?? ''}
            >
              <span className={styles.tick}>
                {zone === chosen && <Check size={13} aria-hidden />}
              </span>
              <span className={styles.name}>
                {name}
                {zone === null && <span className={styles.note}> this machine</span>}
              </span>
              <span className={styles.offset}>{offset}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Autocomplete>
      <p className={styles.foot}>
        Every time in the window follows: lists, timeline, filters and exports.
      </p>
    </div>
  );
}

function hasText(text: string, typed: string): boolean {
  return text.toLowerCase().includes(typed.trim().toLowerCase());
}
