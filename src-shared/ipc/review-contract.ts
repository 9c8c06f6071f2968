import { z } from 'zod';
import { BatchPage, BatchesRequest } from '../model/batch.ts';
import { RecordExport } from '../model/export-record.ts';
import { MarkResult, MarkReviewed, ReviewState } from '../model/review-mark.ts';
import {
  AddNote,
  EventMark,
  EventReview,
  FlagEntities,
  FlagEvents,
  FlagResult,
  Hold,
  HoldResult,
  MarksRequest,
  NoteResult,
  PlaceHold,
  ReleaseHold,
  UndoFlags,
  UndoResult,
} from '../model/review.ts';
import { LONG_READ_ERRORS, Nothing, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';
import type { ErrorCode } from './error-codes.ts';

const Seq = z.int().positive();

/** What an act can fail with that changes the store: it has not happened then. */
const ACT_ERRORS = [
  ...STORE_ERRORS,
  'STORE_READONLY',
  'STORE_FULL',
] as const satisfies readonly ErrorCode[];

/**
 * Reviewing: what people add beside events. Each act that changes something is one event of the
 * trail, in the same transaction; one that changes nothing is none.
 */
export const reviewContract = {
  /** Flags events or takes flags away: chosen ones, or all that match. */
  'flag.events': {
    access: 'write',
    role: 'auditor',
    input: FlagEvents,
    output: FlagResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND'],
  },
  'flag.entities': {
    access: 'write',
    role: 'auditor',
    input: FlagEntities,
    output: FlagResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND'],
  },
  /** Takes an act of flagging back, known by the `act` that it answered. */
  'flag.undo': {
    access: 'write',
    role: 'auditor',
    input: UndoFlags,
    output: UndoResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND', 'CONFLICT'],
  },
  'note.add': {
    access: 'write',
    role: 'auditor',
    input: AddNote,
    output: NoteResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND'],
  },
  'hold.place': {
    access: 'write',
    role: 'auditor',
    input: PlaceHold,
    output: HoldResult,
    // While a prune deletes, a hold could not promise anything.
    errors: [...ACT_ERRORS, 'NOT_FOUND', 'JOB_RUNNING'],
  },
  'hold.release': {
    access: 'write',
    role: 'auditor',
    input: ReleaseHold,
    output: HoldResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND', 'CONFLICT'],
  },
  /** Every hold, the newest first, released ones included. */
  'hold.list': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ holds: z.array(Hold) }),
    errors: LONG_READ_ERRORS,
  },
  /** What people added to one event. */
  'review.of': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ seq: Seq }),
    output: EventReview,
    errors: [...STORE_ERRORS, 'NOT_FOUND'],
  },
  /** Which of some events are flagged, noted or held; those that are none of it are left out. */
  'review.marks': {
    access: 'read',
    role: 'viewer',
    input: MarksRequest,
    output: z.strictObject({ marks: z.array(EventMark) }),
    errors: STORE_ERRORS,
  },
  /** Signs off that all events up to one were looked at. */
  'review.mark': {
    access: 'write',
    role: 'auditor',
    input: MarkReviewed,
    output: MarkResult,
    errors: [...ACT_ERRORS, 'NOT_FOUND'],
  },
  'review.state': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: ReviewState,
    errors: STORE_ERRORS,
  },
  /** Imports, the newest first. */
  'batch.list': {
    access: 'read',
    role: 'viewer',
    input: BatchesRequest,
    output: BatchPage,
    errors: STORE_ERRORS,
  },
  /** Records that somebody exported something by other means than Annals' own export. */
  'export.record': {
    access: 'write',
    role: 'auditor',
    input: RecordExport,
    output: z.strictObject({ eventId: z.string(), seq: Seq }),
    errors: ACT_ERRORS,
  },
} as const satisfies Record<string, ChannelSpec>;
