import { clsx } from 'clsx';
import { History, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { QueryError } from '#shared/filter-syntax/query.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import type { CompletionOption } from './completion.ts';
import styles from './query-panel.module.css';

/** Ids by which the input names what is below it; a window has one query bar. */
export const PANEL_IDS = {
  list: 'query-suggestions',
  mistake: 'query-mistake',
  option: (index: number) => `query-suggestion-${index}`,
} as const;

interface QueryPanelProps {
  readonly options: readonly CompletionOption[];
  readonly active: number | null;
  readonly isReading: boolean;
  readonly mistakes: readonly QueryError[];
  readonly onTake: (option: CompletionOption) => void;
}

/** What hangs below the query bar: ways to go on, and what is wrong. */
export function QueryPanel(props: QueryPanelProps) {
  const { options, active, isReading, mistakes, onTake } = props;
  const [mistake] = mistakes;

  useEffect(() => {
    if (active === null) return;
    document.getElementById(PANEL_IDS.option(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const optionsOf = (kind: CompletionOption['kind']) =>
    options.map((option, index) =>
      option.kind === kind ? (
        <Option
          key={`${option.kind} ${option.text}`}
          id={PANEL_IDS.option(index)}
          option={option}
          isActive={index === active}
          onTake={onTake}
        />
      ) : null,
    );
  return (
    <>
      {options.length > 0 && (
        <div id={PANEL_IDS.list} className={styles.list} role="listbox" aria-label="Suggestions">
          {options[0]?.kind === 'recent' ? (
            <>
              <div role="group" aria-label="Asked before">
                <div className={styles.title} aria-hidden>
                  Asked before
                </div>
                {optionsOf('recent')}
              </div>
              <div role="group" aria-label="Fields">
                <div className={styles.title} aria-hidden>
                  Fields
                </div>
                {optionsOf('field')}
              </div>
            </>
          ) : (
            optionsOf(options[0]?.kind ?? 'field')
          )}
        </div>
      )}
      {isReading && (
        <p className={styles.status} role="status">
          Counting values…
        </p>
      )}
      {mistake && (
        <div className={styles.mistake} id={PANEL_IDS.mistake} role="alert">
          <TriangleAlert size={14} aria-hidden className={styles.mark} />
          <p>
            <strong>
              <SafeText text={mistake.message} />
            </strong>{' '}
            {mistake.expected}
            {mistakes.length > 1 && (
              <span className={styles.more}>
                {' '}
                And {formatCountOf(mistakes.length - 1, 'more mistake')}.
              </span>
            )}
          </p>
        </div>
      )}
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: CompletionOption;
  readonly isActive: boolean;
  readonly onTake: (option: CompletionOption) => void;
}

function Option({ id, option, isActive, onTake }: OptionProps) {
  const { kind, label, note, count } = option;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the input keeps the keyboard and acts on the active option
    <div
      id={id}
      className={clsx(styles.option, isActive && styles.active)}
      role="option"
      aria-selected={isActive}
      onClick={() => onTake(option)}
    >
      {kind === 'recent' && <History size={13} aria-hidden className={styles.icon} />}
      <span className={clsx(styles.label, styles[kind])}>
        <SafeText text={label} as="cell" />
      </span>
      {note !== '' && (
        <span className={styles.note}>
          <SafeText text={note} as="cell" />
        </span>
      )}
      {count !== null && <span className={styles.count}>{formatCount(count)}</span>}
    </div>
  );
}
