import type { recordingContract } from '#shared/ipc/recording-contract.ts';
import type { ConsoleRecorder } from '../recorder/console-recorder.ts';
import type { Handlers } from './dispatcher.ts';

/** What the page hears of recording, and what it has recorded. */
export function recordingHandlers({
  recorder,
}: {
  readonly recorder: ConsoleRecorder;
}): Pick<Handlers, keyof typeof recordingContract> {
  return {
    'recording.state': () => recorder.state,
    'app.reportError': (error) => {
      recorder.pageFailed(error);
      return {};
    },
  };
}
