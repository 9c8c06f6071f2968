import type { ChannelInput } from '#shared/ipc/contract.ts';
import { EVERYTHING } from '#shared/model/filter-fields.ts';
import { EXPORT_COLUMNS } from '#shared/model/output-forms.ts';
import type { ExportColumn, ExportFormat, ExportProfile } from '#shared/model/output-forms.ts';
import type { ActedOn } from './acted-on.ts';
import type { AppState } from './app-store.ts';

/** Which events go out: those that are chosen, all that match, or the whole trail. */
export type ExportScope = 'chosen' | 'matching' | 'everything';

/** A column of a CSV export, and whether it is written. */
export interface ColumnChoice {
  readonly name: ExportColumn;
  readonly isOn: boolean;
}

/** What the export dialog asks. */
export interface ExportForm {
  readonly scope: ExportScope;
  readonly format: ExportFormat;
  readonly profile: ExportProfile;
  /** In the order in which they are written. */
  readonly columns: readonly ColumnChoice[];
  readonly bom: boolean;
  readonly formulaGuard: boolean;
  /** Whether times also stand in the zone of the window. */
  readonly hasLocalTimes: boolean;
}

/** What stands in the dialog when it opens. */
export function newExportForm(scope: ExportScope): ExportForm {
  return {
    scope,
    format: 'csv',
    profile: 'native',
    columns: EXPORT_COLUMNS.map((name) => ({ name, isOn: name !== 'raw' })),
    bom: false,
    formulaGuard: true,
    hasLocalTimes: true,
  };
}

/** True where columns can be chosen. */
export function hasColumns({ format, profile }: ExportForm): boolean {
  return format === 'csv' && profile === 'native';
}

/** Why the form cannot be sent as it is; null if it can. */
export function exportProblem(form: ExportForm): string | null {
  return hasColumns(form) && form.columns.every(({ isOn }) => !isOn)
    ? 'Choose at least one column.'
    : null;
}

/** A column moved by one place, as far as there is one. */
export function withMoved(
  columns: readonly ColumnChoice[],
  name: ExportColumn,
  step: -1 | 1,
): readonly ColumnChoice[] {
  const from = columns.findIndex((column) => column.name === name);
  const to = from + step;
  const moved = columns[from];
  if (!moved || to < 0 || to >= columns.length) return columns;
  return columns.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** What `export.start` takes. @param acted what is chosen */
export function exportRequest(
  form: ExportForm,
  { filter, order, zone }: Pick<AppState, 'filter' | 'order' | 'zone'>,
  acted: ActedOn | null,
): ChannelInput<'export.start'> {
  const { scope, format, profile, bom, formulaGuard } = form;
  const columns = hasColumns(form) ? chosenColumns(form) : null;
  const isChosen = scope === 'chosen' && acted?.kind === 'events';
  return {
    filter: scope === 'matching' || (scope === 'chosen' && !isChosen) ? filter : EVERYTHING,
    seqs: isChosen ? [...acted.seqs] : null,
    order,
    format,
    profile,
    columns,
    zone: hasColumns(form) && form.hasLocalTimes ? zone : null,
    bom: format === 'csv' && bom,
    formulaGuard,
  };
}

/** What `export.copy` takes for the same events, which it writes in our own words. */
export function copyRequest(
  form: ExportForm,
  asked: Pick<AppState, 'filter' | 'order' | 'zone'>,
  acted: ActedOn | null,
): ChannelInput<'export.copy'> {
  const { filter, seqs, columns = null } = exportRequest(form, asked, acted);
  const selection = seqs ? { seqs } : { filter, order: asked.order };
  return { selection, format: form.format, columns };
}

function chosenColumns({ columns }: ExportForm): ExportColumn[] {
  return columns.filter(({ isOn }) => isOn).map(({ name }) => name);
}
