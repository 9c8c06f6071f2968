import type { RecordingState } from '#shared/model/recording-state.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

interface RecordingPart {
  /** How far main can record what happens here; null until it has said. */
  readonly recording: RecordingState | null;
}

export interface RecordingActions {
  readonly loadRecordingState: () => Promise<void>;
  readonly recordingChanged: (next: RecordingState) => void;
}

export type RecordingSlice = RecordingPart & RecordingActions;

export const createRecordingSlice: SliceCreator<RecordingSlice> = (set, get, { client }) => ({
  recording: null,
  loadRecordingState: async () => {
    try {
      set({ recording: await client.call('recording.state', {}) });
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
  recordingChanged: (recording) => set({ recording }),
});
