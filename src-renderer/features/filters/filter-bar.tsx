import { OUTCOMES, SEVERITIES } from '#shared/model/vocabulary.ts';
import type { Outcome, Severity } from '#shared/model/vocabulary.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { termKey } from '../../state/filter-terms.ts';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { selectHasQuery } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { ChoiceChip } from './choice-chip.tsx';
import { editTerm } from './edit-term.ts';
import { NewEventsPill } from '../history/new-events-pill.tsx';
import { ViewButton } from '../views/view-button.tsx';
import styles from './filter-bar.module.css';
import { chosenSeverities, severityValues } from './severity-choice.ts';
import { PausedChip, TermChip } from './term-chip.tsx';

const OUTCOME_SHORTCUTS = [{ label: 'All that failed', values: ['failure', 'error'] }] as const;
const SEVERITY_SHORTCUTS = [
  { label: 'Warning and worse', values: ['warning', 'error', 'critical'] },
] as const;

/** The conditions that are set, and the two that are wanted most to set. */
export function FilterBar() {
  const run = useCommand();
  const zone = useZone();
  const terms = useAppState((state) => state.terms);
  const pausedTerms = useAppState((state) => state.pausedTerms);
  const canClear = useAppState(selectHasQuery);
  const outcome = terms.find(({ field }) => field === 'outcome');
  const severity = terms.find(({ field }) => field === 'severity');
  return (
    <div className={styles.bar}>
      <div className={styles.filters} role="toolbar" aria-label="Filters">
        <ViewButton />
        <OutcomeFilter term={outcome} />
        <SeverityFilter term={severity} />
        {terms
          .filter((term) => term !== outcome && term !== severity)
          .map((term) => (
            <TermChip key={termKey(term)} term={term} onEdit={() => editTerm(term, zone)} />
          ))}
        {pausedTerms.map((term) => (
          <PausedChip key={termKey(term)} term={term} />
        ))}
        {canClear && (
          <Button
            look="quiet"
            size="small"
            onPress={() => {
              run('query.clear');
              // This button goes, and with it the focus that it had.
              focusRegion('history');
            }}
          >
            Clear all
          </Button>
        )}
      </div>
      <NewEventsPill />
    </div>
  );
}

interface FieldFilterProps {
  readonly term: FilterTerm | undefined;
}

function OutcomeFilter({ term }: FieldFilterProps) {
  const { setFieldValues } = useActions();
  const panel = {
    label: 'Outcome',
    values: OUTCOMES,
    chosen: OUTCOMES.filter((outcome) => term?.values.includes(outcome)),
    shortcuts: OUTCOME_SHORTCUTS,
    renderValue: (outcome: Outcome) => <OutcomeMark outcome={outcome} place="menu" />,
    onChange: (values: readonly Outcome[]) => setFieldValues('outcome', values),
  };
  return <ChoiceChip term={term} {...panel} />;
}

function SeverityFilter({ term }: FieldFilterProps) {
  const { setFieldValues } = useActions();
  const panel = {
    label: 'Severity',
    values: SEVERITIES,
    chosen: chosenSeverities(term?.values ?? []),
    shortcuts: SEVERITY_SHORTCUTS,
    renderValue: (severity: Severity) => <SeverityMark severity={severity} />,
    onChange: (values: readonly Severity[]) => setFieldValues('severity', severityValues(values)),
  };
  return <ChoiceChip term={term} {...panel} />;
}
