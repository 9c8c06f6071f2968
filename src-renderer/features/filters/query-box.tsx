import { LIMITS } from '#shared/model/limits.ts';
import { Search, X } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyboardEvent } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './query-box.module.css';

/** Typing pauses this long before it is searched for. */
const DEBOUNCE_MS = 250;

/** Where one says what to look for: plain words, taken literally. */
export function QueryBox() {
  const draft = useAppState((state) => state.draftText);
  const text = useAppState((state) => state.text);
  const { setDraftText, commitText, clearText } = useActions();

  useEffect(() => {
    if (draft.trim() === text) return;
    const timer = setTimeout(commitText, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [draft, text, commitText]);

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commitText();
    if (event.key === 'Escape') {
      event.preventDefault();
      if (draft === '') focusRegion('history');
      else clearText();
    }
    if (event.key === 'ArrowDown') {
      commitText();
      focusRegion('history');
    }
  };

  return (
    <div className={styles.box} role="search">
      <Search size={14} aria-hidden className={styles.icon} />
      <input
        className={styles.input}
        data-region="query"
        type="text"
        value={draft}
        maxLength={LIMITS.filterValue}
        placeholder="Search messages, names, ids, addresses, errors"
        aria-label="Search events"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraftText(event.target.value)}
        onKeyDown={handleKeyDown}
      />
      {draft === '' ? (
        <kbd className={styles.hint} aria-hidden>
          /
        </kbd>
      ) : (
        <IconButton size="small" label="Clear the search" keys="Esc" onPress={clearText}>
          <X size={13} />
        </IconButton>
      )}
    </div>
  );
}
