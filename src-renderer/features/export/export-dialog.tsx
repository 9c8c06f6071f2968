import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportFormat, ExportProfile } from '#shared/model/output-forms.ts';
import { useHistory } from '../../data/use-history.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { actedOn } from '../../state/acted-on.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import {
  copyRequest,
  exportProblem,
  exportRequest,
  hasColumns,
  newExportForm,
} from '../../state/export-form.ts';
import type { ExportForm, ExportScope } from '../../state/export-form.ts';
import { selectHasRunningJob, selectIsFiltered, selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { DialogBody, DialogTitle } from '../../ui/dialog-parts.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { SelectBox } from '../../ui/select-box.tsx';
import { ColumnList } from './column-list.tsx';
import styles from './export-dialog.module.css';
import { RadioLines } from './radio-lines.tsx';

const FORMATS: readonly { readonly value: ExportFormat; readonly label: string }[] = [
  { value: 'csv', label: 'CSV, for spreadsheets' },
  { value: 'json', label: 'JSON, one document' },
  { value: 'jsonl', label: 'JSON Lines, one event a line' },
];

const PROFILES: readonly { readonly value: ExportProfile; readonly label: string }[] = [
  { value: 'native', label: 'Annals: all that is known, can be imported again' },
  { value: 'ecs', label: 'Elastic Common Schema (ECS)' },
  { value: 'ocsf', label: 'Open Cybersecurity Schema Framework (OCSF)' },
];

/** Which events are exported, and how they are written. */
export function ExportDialog() {
  const isOpen = useAppState((state) => state.isExportOpen);
  return isOpen && <OpenDialog />;
}

function OpenDialog() {
  const { store } = useApp();
  const { closeExport, startExport, copyEvents } = useActions();
  const counts = useCounts();
  const [form, setForm] = useState(() => newExportForm(firstScope(counts)));
  const zone = useZone();
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isJobRunning = useAppState(selectHasRunningJob);
  const change = (part: Partial<ExportForm>): void => setForm((before) => ({ ...before, ...part }));
  const wrong = exportProblem(form);
  const count = counts[form.scope];

  const start = async (): Promise<void> => {
    setBusy(true);
    const state = store.getState();
    const failure = await startExport(exportRequest(form, state, actedOn(state)));
    setBusy(false);
    setProblem(failure ? `${failure.message} ${failure.hint}` : '');
  };

  const copy = (): void => {
    const state = store.getState();
    void copyEvents(copyRequest(form, state, actedOn(state)));
    closeExport();
  };

  return (
    <ModalDialog label="Export" size="medium" onClose={closeExport}>
      <DialogTitle>Export</DialogTitle>
      <DialogBody>
        <RadioLines
          legend="Events"
          value={form.scope}
          choices={scopeChoices(counts)}
          onChange={(scope) => change({ scope })}
        />
        <RadioLines
          legend="Format"
          value={form.format}
          choices={FORMATS}
          onChange={(format) => change({ format })}
        />
        <Part title="Fields">
          <SelectBox
            label="Fields"
            value={form.profile}
            choices={PROFILES}
            onChange={(profile) => change({ profile })}
          />
        </Part>
        {hasColumns(form) && (
          <ColumnList columns={form.columns} onChange={(columns) => change({ columns })} />
        )}
        {form.format === 'csv' && (
          <Part title="Options">
            {hasColumns(form) && (
              <CheckLine
                isOn={form.hasLocalTimes}
                onChange={(hasLocalTimes) => change({ hasLocalTimes })}
              >
                Begin each line with its time in {zone}
                {zone !== 'UTC' && '; the other times are in UTC'}
              </CheckLine>
            )}
            <CheckLine
              isOn={form.formulaGuard}
              onChange={(formulaGuard) => change({ formulaGuard })}
            >
              Keep spreadsheets from running values as formulas
            </CheckLine>
            <CheckLine isOn={form.bom} onChange={(bom) => change({ bom })}>
              Begin with a byte order mark, for Excel
            </CheckLine>
          </Part>
        )}
      </DialogBody>
      <DialogFooter
        problem={
          wrong ?? (isJobRunning ? 'Wait until the work that is running has ended.' : problem)
        }
        // The clipboard takes our own fields only.
        start={
          form.profile === 'native' && (
            <div className={styles.start}>
              <Button look="quiet" onPress={copy}>
                Copy to the clipboard
              </Button>
            </div>
          )
        }
      >
        <Button onPress={closeExport}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={wrong !== null || isBusy || isJobRunning || count === 0}
          onPress={() => void start()}
        >
          {count === null ? 'Export…' : `Export ${formatCountOf(count, 'event')}…`}
        </Button>
      </DialogFooter>
    </ModalDialog>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.part} role="group" aria-label={title}>
      <h3 className={styles.legend}>{title}</h3>
      {children}
    </div>
  );
}

/** How many events each scope has; null while that is counted. */
type Counts = Readonly<Record<ExportScope, number | null>> & { readonly isFiltered: boolean };

function useCounts(): Counts {
  const { result } = useHistory();
  const chosen = useAppState((state) => state.chosen);
  const isFiltered = useAppState(selectIsFiltered);
  const everything = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  return {
    chosen: chosen.kind === 'events' ? chosen.seqs.size : 0,
    matching: result?.isCounted === true ? result.count : null,
    everything,
    isFiltered,
  };
}

/** What is most likely meant. */
function firstScope({ chosen, isFiltered }: Counts): ExportScope {
  if (chosen !== null && chosen > 0) return 'chosen';
  return isFiltered ? 'matching' : 'everything';
}

/** Only those that are different from each other. */
function scopeChoices({ chosen, matching, everything, isFiltered }: Counts) {
  const countOf = (count: number | null): string =>
    count === null ? 'counting…' : formatCountOf(count, 'event');
  return [
    ...(chosen === 0
      ? []
      : [{ value: 'chosen' as const, label: 'What is selected', note: countOf(chosen) }]),
    ...(isFiltered
      ? [
          {
            value: 'matching' as const,
            label: 'All that match the filters',
            note: countOf(matching),
          },
        ]
      : []),
    { value: 'everything' as const, label: 'Everything', note: countOf(everything) },
  ];
}
