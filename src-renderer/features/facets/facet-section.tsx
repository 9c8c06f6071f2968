import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Facet } from '#shared/model/facets.ts';
import { formatCount } from '../../format/numbers.ts';
import { FIELD_LABELS } from '../../format/words.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { facetLines, toggled } from './facet-choice.ts';
import type { FacetLine } from './facet-choice.ts';
import type { RailField } from './facet-fields.ts';
import type { FacetMenuTarget } from './facet-menu.tsx';
import styles from './facet-section.module.css';
import { FacetValueButton } from './facet-value-button.tsx';

/** Values shown at first, and more at each press. */
const FEW = 6;
const STEP = 12;

interface FacetSectionProps {
  readonly field: RailField;
  /** Undefined until it has been counted. */
  readonly facet: Facet | undefined;
  readonly isFolded: boolean;
  readonly onFold: () => void;
  readonly onMenu: (target: FacetMenuTarget) => void;
}

/** The values of one field. */
export function FacetSection({ field, facet, isFolded, onFold, onMenu }: FacetSectionProps) {
  const { store } = useApp();
  const { setTerms } = useActions();
  const terms = useAppState((state) => state.terms);
  const [wanted, setWanted] = useState(FEW);
  const id = useId();
  const lines = facetLines(field, facet, terms);
  const shown = lines.filter(({ choice }, index) => index < wanted || choice !== 'none');
  const hidden = lines.length - shown.length;
  const uncounted = Math.max(0, (facet?.distinct ?? 0) - (facet?.values.length ?? 0));
  const most = lines.reduce((max, { count }) => Math.max(max, count ?? 0), 1);
  const isFiltered = lines.some(({ choice }) => choice !== 'none');
  const toggle = (line: FacetLine, negated: boolean): void =>
    setTerms(toggled(store.getState().terms, field, line, negated));
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.head}
          aria-expanded={!isFolded}
          aria-controls={id}
          onClick={onFold}
        >
          <ChevronRight size={13} className={styles.arrow} aria-hidden />
          {FIELD_LABELS[field]}
          {isFiltered && <span className={styles.dot} role="img" aria-label="filtered" />}
          {facet && <span className={styles.distinct}>{formatCount(facet.distinct)}</span>}
        </button>
      </h2>
      <div id={id} hidden={isFolded}>
        <ul className={styles.values} aria-label={FIELD_LABELS[field]}>
          {shown.map((line) => (
            <li key={line.value}>
              <FacetValueButton
                field={field}
                line={line}
                share={(line.count ?? 0) / most}
                onToggle={(negated) => toggle(line, negated)}
                onMenu={(at) => onMenu({ field, line, ...at })}
              />
            </li>
          ))}
        </ul>
        {facet && lines.length === 0 && <p className={styles.note}>No values</p>}
        {hidden > 0 && (
          <button
            type="button"
            className={styles.more}
            onClick={() => setWanted((count) => count + STEP)}
          >
            {formatCount(hidden + uncounted)} more
          </button>
        )}
        {hidden === 0 && uncounted > 0 && (
          <p className={styles.note}>and {formatCount(uncounted)} rarer ones: search for them</p>
        )}
      </div>
    </div>
  );
}
