import { z } from 'zod';
import { COMMAND_IDS } from '../model/commands.ts';
import { RecentStore } from '../model/desktop.ts';
import { Job } from '../model/job.ts';
import { LensState } from '../model/lens-state.ts';
import { AccessState } from '../model/operator.ts';
import { RecordingState } from '../model/recording-state.ts';
import { Settings } from '../model/settings.ts';
import { StoreState } from '../model/store-state.ts';
import { accessContract } from './access-contract.ts';
import { bundleContract } from './bundle-contract.ts';
import { Nothing, OPEN_ERRORS, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';
import type { ChannelName, PushName } from './channels.ts';
import { desktopContract } from './desktop-contract.ts';
import type { ErrorCode } from './error-codes.ts';
import { exportContract } from './export-contract.ts';
import { historyContract } from './history-contract.ts';
import { importContract } from './import-contract.ts';
import { proofContract } from './proof-contract.ts';
import { pruneContract } from './prune-contract.ts';
import { questionContract } from './question-contract.ts';
import { recordingContract } from './recording-contract.ts';
import { reviewContract } from './review-contract.ts';

const JobId = z.uuid();
/** Name that a window gives to a call, so that it can cancel it. */
export const RequestId = z.uuid();

/** The single source of every IPC call: main validates with it, the renderer's types come from it. */
export const contract = {
  /** Versions for the about line and bug reports. */
  'app.info': {
    access: 'read',
    role: 'anyone',
    input: Nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      /** Null while no store is open. */
      sqlite: z.string().nullable(),
      platform: z.string(),
    }),
    errors: [],
  },
  'settings.get': { access: 'read', role: 'anyone', input: Nothing, output: Settings, errors: [] },
  'settings.set': {
    access: 'write',
    role: 'viewer',
    input: Settings.partial(),
    output: Settings,
    errors: [],
  },
  'store.state': { access: 'read', role: 'anyone', input: Nothing, output: StoreState, errors: [] },
  /** Shows the open dialog and opens the chosen store; the current state if cancelled. */
  'store.choose': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: StoreState,
    errors: OPEN_ERRORS,
  },
  /** Shows the save dialog and creates a store there; the current state if cancelled. */
  'store.create': {
    access: 'write',
    role: 'viewer',
    input: Nothing,
    output: StoreState,
    errors: OPEN_ERRORS,
  },
  /** Opens the operator's own store again, after the sample or another one; creates it if absent. */
  'store.openDefault': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: StoreState,
    errors: OPEN_ERRORS,
  },
  /** Opens a store of its own with the real events that ship with Annals. */
  'store.openSample': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: StoreState,
    errors: OPEN_ERRORS,
  },
  /** Opens the store once more that could not be opened, or was lost. */
  'store.reopen': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: StoreState,
    errors: OPEN_ERRORS,
  },
  /** How far the lens is: the projection in memory that answers counts. */
  'store.lens': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: LensState,
    errors: STORE_ERRORS,
  },
  ...historyContract,
  ...questionContract,
  ...proofContract,
  ...bundleContract,
  ...pruneContract,
  ...reviewContract,
  ...exportContract,
  ...recordingContract,
  ...accessContract,
  ...importContract,
  ...desktopContract,
  /**
   * Cancels a call of the same window, by the id it was made with: it fails as CANCELLED, unless
   * its answer was on the way already. An id of no such call is no mistake.
   */
  'call.cancel': {
    access: 'read',
    role: 'anyone',
    input: z.strictObject({ requestId: RequestId }),
    output: Nothing,
    errors: [],
  },
  'job.list': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ jobs: z.array(Job) }),
    errors: [],
  },
  /**
   * Asks a job to stop; it ends as `cancelled` with what it had done. Only those may who may start
   * such a job.
   */
  'job.cancel': {
    access: 'job',
    role: 'auditor',
    input: z.strictObject({ jobId: JobId }),
    output: Nothing,
    errors: ['NOT_FOUND'],
  },
} as const satisfies Record<ChannelName, ChannelSpec>;

/** The payload of every push. */
export const pushes = {
  'store.state': StoreState,
  /** The trail has grown or shrunk; `headSeq` is that of {@link StoreState}. */
  'store.changed': z.strictObject({
    headSeq: z.int().nonnegative(),
    events: z.int().nonnegative(),
  }),
  'job.changed': Job,
  'settings.changed': Settings,
  'recording.state': RecordingState,
  /** Somebody has signed in or out, or is away: what was shown may not be any more. */
  'access.state': AccessState,
  'command.run': z.strictObject({ command: z.enum(COMMAND_IDS) }),
  'store.recent': z.strictObject({ stores: z.array(RecentStore) }),
  /** Something was asked for outside of the window; `desktop.take` says what. */
  'desktop.asked': Nothing,
} as const satisfies Record<PushName, z.ZodType>;

/** What a caller hands in. */
export type ChannelInput<Name extends ChannelName> = z.input<(typeof contract)[Name]['input']>;
/** The same once it is checked, defaults filled in: what a handler gets. */
export type CheckedInput<Name extends ChannelName> = z.output<(typeof contract)[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.infer<(typeof contract)[Name]['output']>;
export type PushPayload<Name extends PushName> = z.infer<(typeof pushes)[Name]>;

/** True if calls on a channel can be cancelled. */
export function isCancellable(channel: ChannelName): boolean {
  const declared: readonly ErrorCode[] = contract[channel].errors;
  return declared.includes('CANCELLED');
}
