import { z } from 'zod';
import { StoredEvent } from '../model/audit-event.ts';
import { ErrorGroup } from '../model/error-group.ts';
import {
  CombinedQuestion,
  ErrorsQuestion,
  FailuresQuestion,
  ServiceQuestion,
} from '../model/questions.ts';
import { LONG_READ_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Whole events, newest first; `limit` and `offset` are those that were asked for. */
const EventPage = z.strictObject({
  items: z.array(StoredEvent),
  /** Number of events that the same filter matches. */
  total: z.int().nonnegative(),
  limit: z.int().positive(),
  offset: z.int().nonnegative(),
  /** Null when this is the last page. */
  nextCursor: z.string().nullable(),
});

/** The ready-made questions. Arguments, bounds and defaults: model/questions.ts. */
export const questionContract = {
  /** What failed lately, in one service or all. */
  'question.failures': {
    access: 'read',
    role: 'viewer',
    input: FailuresQuestion,
    output: EventPage,
    errors: LONG_READ_ERRORS,
  },
  /** Everything that touched a service. */
  'question.byService': {
    access: 'read',
    role: 'viewer',
    input: ServiceQuestion,
    output: EventPage,
    errors: LONG_READ_ERRORS,
  },
  /** Errors, stack traces included. */
  'question.errors': {
    access: 'read',
    role: 'viewer',
    input: ErrorsQuestion,
    output: z.strictObject({
      ...EventPage.shape,
      /** All that match, by their type, the most frequent first; types beyond a page are left out. */
      groups: z.array(ErrorGroup),
    }),
    errors: LONG_READ_ERRORS,
  },
  /** Everything that is given must hold. */
  'question.combined': {
    access: 'read',
    role: 'viewer',
    input: CombinedQuestion,
    output: EventPage,
    errors: LONG_READ_ERRORS,
  },
} as const satisfies Record<string, ChannelSpec>;
