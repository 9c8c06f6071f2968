import type { ChannelInput } from '#shared/ipc/contract.ts';
import { toEventJson } from '#shared/model/to-event-json.ts';
import { MOST_COPIED } from '#shared/model/output-forms.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { actedOn } from '../acted-on.ts';
import type { SliceCreator } from '../app-store.ts';

interface ExportingState {
  readonly isExportOpen: boolean;
}

export interface ExportingActions {
  readonly openExport: () => void;
  readonly closeExport: () => void;
  /** Asks where to, and begins. The dialog stays if nothing was begun; answers why, if it failed. */
  readonly startExport: (request: ChannelInput<'export.start'>) => Promise<CallFailure | null>;
  /** Shows the file of an export in its folder. */
  readonly revealExport: (jobId: string) => Promise<void>;
  /** Puts what is chosen onto the clipboard for a spreadsheet, or all that match if nothing is. */
  readonly copyChosen: () => Promise<void>;
  /** Puts the event that is shown onto the clipboard, every field of it. */
  readonly copyEventJson: () => Promise<void>;
  readonly copyEvents: (request: ChannelInput<'export.copy'>) => Promise<void>;
}

export type ExportingSlice = ExportingState & ExportingActions;

export const createExportingSlice: SliceCreator<ExportingSlice> = (
  set,
  get,
  { client, copyText },
) => ({
  isExportOpen: false,
  openExport: () => set({ isExportOpen: true }),
  closeExport: () => set({ isExportOpen: false }),
  startExport: async (request) => {
    try {
      const started = await client.call('export.start', request);
      if (started) set({ isExportOpen: false });
      return null;
    } catch (error) {
      return failureOf(error);
    }
  },
  revealExport: async (jobId) => {
    try {
      await client.call('export.reveal', { jobId });
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
  copyChosen: async () => {
    const { filter, order } = get();
    const acted = actedOn(get());
    const selection = acted?.kind === 'events' ? { seqs: [...acted.seqs] } : { filter, order };
    await get().copyEvents({ selection, format: 'tsv' });
  },
  copyEventJson: async () => {
    const { activeSeq: seq } = get();
    if (seq === null) return;
    try {
      const { event } = await client.call('history.detail', { seq });
      const isDone = await copyText?.(JSON.stringify(toEventJson(event), null, 2));
      get().showToast(isDone ? 'Copied the event as JSON' : 'The event could not be copied');
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
  copyEvents: async (request) => {
    if ('seqs' in request.selection && request.selection.seqs.length > MOST_COPIED) {
      get().showToast(
        `No more than ${formatCountOf(MOST_COPIED, 'event')} can be copied at once; export them to a file`,
      );
      return;
    }
    try {
      const { copied, matched } = await client.call('export.copy', request);
      get().showToast(
        copied < matched
          ? `Copied the first ${formatCount(copied)} of ${formatCountOf(matched, 'event')}; export the rest to a file`
          : `Copied ${formatCountOf(copied, 'event')}`,
      );
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
});
