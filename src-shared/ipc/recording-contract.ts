import { PageError } from '../model/page-error.ts';
import { RecordingState } from '../model/recording-state.ts';
import { Nothing } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** What the console records of itself. */
export const recordingContract = {
  'recording.state': {
    access: 'read',
    role: 'anyone',
    input: Nothing,
    output: RecordingState,
    errors: [],
  },
  /** Records an error of the page; many in a short time are left out, without a failure. */
  'app.reportError': {
    access: 'write',
    role: 'anyone',
    input: PageError,
    output: Nothing,
    errors: [],
  },
} as const satisfies Record<string, ChannelSpec>;
