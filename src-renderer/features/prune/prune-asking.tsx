import { useEffect, useRef } from 'react';
import type { SyntheticEvent } from 'react';
import { isEverything } from '#shared/model/filter-fields.ts';
import { useHistory } from '../../data/use-history.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { formatZone } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { readPruneForm } from '../../state/prune-form.ts';
import type { PruneForm, PruneWhat } from '../../state/prune-form.ts';
import { selectStoreInfo } from '../../state/selectors.ts';
import type { Pruning } from '../../state/slices/pruning.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { DialogBody } from '../../ui/dialog-parts.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';
import { InputLine } from '../../ui/input-line.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import styles from './prune-dialog.module.css';

/** Which events are to go. Nothing is deleted from here: what follows is a plan. */
export function PruneAsking({ pruning: { form, filter } }: { readonly pruning: Pruning }) {
  const { clock } = useApp();
  const zone = useZone();
  const isFiltered = !isEverything(filter);
  const { changePrune, planPrune, closePrune } = useActions();
  const choices = useChoices(isFiltered);
  const reading = readPruneForm(form, { filter, zone, now: clock.now() });
  const isReady = reading.kind === 'request';
  const hasBound = form.what === 'age' || form.what === 'before' || form.what === 'newest';

  const asking = useRef<HTMLFormElement>(null);
  // Also when somebody comes back from the plan, whose buttons are gone.
  useEffect(() => asking.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);

  const handleSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isReady) void planPrune();
  };

  return (
    <form ref={asking} className={styles.form} onSubmit={handleSubmit}>
      <DialogBody>
        <RadioLines
          legend="Which events"
          value={form.what}
          choices={choices}
          onChange={(what) => changePrune({ what })}
        />
        {hasBound && (
          <div className={styles.bound}>
            <BoundLine form={form} />
            {isFiltered && (
              <CheckLine
                isOn={form.isOnlyMatching}
                onChange={(isOnlyMatching) => changePrune({ isOnlyMatching })}
              >
                Only of those that match the filters
              </CheckLine>
            )}
            {!isReady && (
              <p className={styles.problem} role="alert">
                {reading.problem}
              </p>
            )}
          </div>
        )}
        <p className={styles.note}>
          Next comes a plan of what would go and what would stay. Events on hold always stay, and so
          do the events that tell of prunes and holds.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onPress={closePrune}>Cancel</Button>
        <Button look="primary" type="submit" isDisabled={!isReady}>
          Make a plan
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Only those that make sense now. */
function useChoices(isFiltered: boolean) {
  const { result } = useHistory();
  const everything = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  const matching = result?.isCounted === true ? formatCountOf(result.count, 'event') : 'counting…';
  const always: readonly { readonly value: PruneWhat; readonly label: string }[] = [
    { value: 'age', label: 'Older than a number of days' },
    { value: 'before', label: 'Before a date' },
    { value: 'newest', label: 'All but the newest' },
  ];
  return [
    ...always,
    ...(isFiltered
      ? [{ value: 'matching' as const, label: 'All that match the filters', note: matching }]
      : []),
    { value: 'everything' as const, label: 'Everything', note: formatCountOf(everything, 'event') },
  ];
}

function BoundLine({ form }: { readonly form: PruneForm }) {
  const { clock } = useApp();
  const zone = useZone();
  const { changePrune } = useActions();
  if (form.what === 'age') {
    return (
      <InputLine
        label="Older than"
        after="days"
        width={80}
        inputMode="numeric"
        value={form.days}
        onChange={(days) => changePrune({ days })}
      />
    );
  }
  if (form.what === 'before') {
    return (
      <InputLine
        label="Before"
        after={formatZone(zone, clock.now())}
        width={180}
        placeholder="2025-01-01"
        value={form.date}
        onChange={(date) => changePrune({ date })}
      />
    );
  }
  return (
    <>
      <InputLine
        label="Keep the newest"
        after="events"
        width={112}
        inputMode="numeric"
        value={form.count}
        onChange={(count) => changePrune({ count })}
      />
      <p className={styles.note}>Events of the last 30 days stay in any case.</p>
    </>
  );
}
