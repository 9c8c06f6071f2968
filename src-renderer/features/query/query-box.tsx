import { clsx } from 'clsx';
import { Search, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ParsedQuery, QueryError } from '#shared/filter-syntax/query.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { QUERY_LENGTH, readQuery, writeQuery } from '../../state/query-text.ts';
import { complete } from './completion.ts';
import type { CompletionOption } from './completion.ts';
import { ClearButton } from './clear-button.tsx';
import styles from './query-box.module.css';
import { QueryHighlight } from './query-highlight.tsx';
import { actOf } from './query-keys.ts';
import { PANEL_IDS, QueryPanel } from './query-panel.tsx';
import { useCompletion } from './use-completion.ts';
import type { CompletionPopup } from './use-completion.ts';
import { useLayers } from './use-layers.ts';

/** Typing pauses this long before it is asked for. */
const DEBOUNCE_MS = 150;

/** Where one says what to look for, in the query language; shows the whole filter as text. */
export function QueryBox() {
  const { editQuery, beginQuery, finishQuery, leaveQuery } = useActions();
  const text = useQueryText();
  const parsed = useParsed(text);
  const [caret, setCaret] = useState(0);
  const [isFocused, setIsFocused] = useState(false);
  const popup = useCompletion(text, caret);
  const mistakes = useMistakes(popup);
  useAskWhileTyping();
  const hasOptions = popup.options.length > 0;
  const isOpen = hasOptions || popup.isReading;
  const isPanelShown = isFocused && (isOpen || mistakes.length > 0);
  const panelAt = isOpen ? popup.start : (mistakes[0]?.start ?? 0);
  const { input, layer, panel, align, placeCaret, keepSelection } = useLayers(panelAt);

  const take = (option: CompletionOption | null): void => {
    if (!option) return;
    const done = complete(text, popup, option);
    placeCaret(done.caret);
    setCaret(done.caret);
    editQuery(done.text);
    if (option.kind === 'field') popup.show('asked');
    else popup.close();
    input.current?.focus();
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    const active = popup.options[popup.active ?? -1] ?? null;
    const act = actOf(event, {
      isEmpty: text.trim() === '',
      isOpen,
      hasOptions,
      hasActive: active !== null,
      canTab: popup.tabOption !== null,
    });
    // The keys of an input method are its own.
    if (act === null || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (act === 'take-active') take(active);
    if (act === 'take-tab') take(popup.tabOption);
    if (act === 'next') popup.move(1);
    if (act === 'previous') popup.move(-1);
    if (act === 'close' || act === 'ask') popup.close();
    if (act === 'open' || act === 'open-recent') popup.show('asked');
    if (act === 'open-recent') popup.activate(0);
    if (act === 'ask') {
      finishQuery();
      keepSelection();
      beginQuery();
    }
    if (act === 'leave') leaveQuery();
    if (act === 'leave' || act === 'to-list') {
      input.current?.blur();
      focusRegion('history');
    }
  };

  return (
    <div className={clsx(styles.box, mistakes.length > 0 && styles.wrong)} role="search">
      {mistakes.length > 0 ? (
        <TriangleAlert size={14} aria-hidden className={styles.wrongIcon} />
      ) : (
        <Search size={14} aria-hidden className={styles.icon} />
      )}
      <div className={styles.field}>
        {text.length <= QUERY_LENGTH && (
          <QueryHighlight text={text} parsed={parsed} mistakes={mistakes} layer={layer} />
        )}
        <input
          ref={input}
          className={clsx(styles.input, text.length <= QUERY_LENGTH && styles.clear)}
          data-region="query"
          type="text"
          role="combobox"
          value={text}
          placeholder="Search, or filter by outcome:failure, actor:…, last:7d"
          aria-label="Search events"
          aria-autocomplete="list"
          aria-expanded={isFocused && hasOptions}
          aria-controls={isFocused && hasOptions ? PANEL_IDS.list : undefined}
          aria-activedescendant={popup.active === null ? undefined : PANEL_IDS.option(popup.active)}
          aria-invalid={mistakes.length > 0}
          aria-describedby={isPanelShown && mistakes.length > 0 ? PANEL_IDS.mistake : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => {
            setCaret(target.selectionStart ?? target.value.length);
            editQuery(target.value);
            popup.show('typing');
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
          onScroll={align}
          onClick={() => popup.show('asked')}
          onFocus={() => {
            setIsFocused(true);
            // What is selected is only known when whoever moved the focus has done so.
            queueMicrotask(() => {
              keepSelection();
              beginQuery();
            });
          }}
          onBlur={() => {
            setIsFocused(false);
            popup.close();
            finishQuery();
          }}
          onKeyDown={handleKeyDown}
        />
      </div>
      <ClearButton isEmpty={text === ''} />
      {isPanelShown && (
        // A press here must not take the keyboard from the input.
        <div ref={panel} className={styles.panel} onMouseDown={keepFocus} role="none">
          <QueryPanel
            options={popup.options}
            active={popup.active}
            isReading={popup.isReading}
            mistakes={mistakes}
            onTake={take}
          />
        </div>
      )}
    </div>
  );
}

/** What the bar shows: what is typed, or the filter as it is. */
function useQueryText(): string {
  const zone = useZone();
  const draft = useAppState((state) => state.draft);
  const range = useAppState((state) => state.range);
  const terms = useAppState((state) => state.terms);
  const written = useMemo(() => writeQuery({ range, terms }, zone), [range, terms, zone]);
  return draft ?? written;
}

function useParsed(text: string): ParsedQuery {
  const zone = useZone();
  return useMemo(() => readQuery(text, zone), [text, zone]);
}

/** Mistakes to show: what can still be completed is not finished yet, and not wrong. */
function useMistakes({ options, start, end }: CompletionPopup): readonly QueryError[] {
  const mistakes = useAppState((state) => state.mistakes);
  return options.length === 0
    ? mistakes
    : mistakes.filter((mistake) => mistake.end < start || mistake.start > end);
}

/** Asks for what is typed as soon as typing pauses. */
function useAskWhileTyping(): void {
  const { applyQuery } = useActions();
  const draft = useAppState((state) => state.draft);
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(applyQuery, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [draft, applyQuery]);
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
