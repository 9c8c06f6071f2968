import { useState } from 'react';
import { suggest } from '#shared/filter-syntax/suggest.ts';
import { useFacetValues } from '../../data/use-facet-values.ts';
import { useAppState } from '../../state/app-context.tsx';
import { QUERY_LENGTH } from '../../state/query-text.ts';
import { completionAt, countedField } from './completion.ts';
import type { Completion, CompletionOption } from './completion.ts';

/** Whether the popup may be there: while typing, or because it was asked for. */
type Mode = 'closed' | 'typing' | 'asked';

/** The popup below the bar, as far as it can be seen. */
export interface CompletionPopup extends Completion {
  /** Position of the option that Enter takes; null if Enter asks the query. */
  readonly active: number | null;
  /** True while values are on their way and none can be shown. */
  readonly isReading: boolean;
  /** The option that Tab takes: the active one, or the first that goes on with what was typed. */
  readonly tabOption: CompletionOption | null;
  readonly show: (mode: 'typing' | 'asked') => void;
  readonly close: () => void;
  /** Moves to the next option, or the one before, round the ends. */
  readonly move: (step: 1 | -1) => void;
  readonly activate: (index: number) => void;
}

const NOTHING = { start: 0, end: 0, options: [] } as const;

/** What could be written at the caret, and which of it is chosen. */
export function useCompletion(text: string, caret: number): CompletionPopup {
  const [mode, setMode] = useState<Mode>('closed');
  const [active, setActive] = useState<number | null>(null);
  const recent = useAppState((state) => state.recentQueries);
  const isOpen = mode !== 'closed' && text.length <= QUERY_LENGTH;
  const suggestions = isOpen ? suggest(text, caret) : null;
  const { facet, isReading } = useFacetValues(suggestions && countedField(suggestions));
  const typed = suggestions?.prefix ?? '';
  // Between two words nothing is offered, unless it is asked for.
  const isQuiet = mode === 'typing' && suggestions?.kind === 'field' && typed === '';
  const completion =
    isOpen && !isQuiet ? completionAt(text, caret, facet, recent) : { ...NOTHING, start: caret };
  const { options } = completion;
  const at = active === null || active >= options.length ? null : active;

  return {
    ...completion,
    active: at,
    isReading: isReading && options.length === 0,
    tabOption: options[at ?? (typed === '' ? -1 : 0)] ?? null,
    show: (next) => {
      setMode(next);
      setActive(null);
    },
    close: () => {
      setMode('closed');
      setActive(null);
    },
    move: (step) => {
      const from = at ?? (step === 1 ? -1 : options.length);
      setActive((from + step + options.length) % options.length);
    },
    activate: setActive,
  };
}
