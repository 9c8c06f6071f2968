import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import { failureOf } from '../api/client.ts';
import type { AnnalsClient, CallFailure } from '../api/client.ts';

/** Questions about all that matches, which are asked beside the list and can be cancelled. */
export type AnswerChannel = 'history.facets' | 'history.timeline' | 'question.errors';

/** An answer with the question that it belongs to. */
export interface Answered<Name extends AnswerChannel> {
  readonly input: ChannelInput<Name>;
  readonly output: ChannelOutput<Name>;
}

export interface AnswerSnapshot<Name extends AnswerChannel> {
  /** True while what is shown belongs to an older question. */
  readonly isAsking: boolean;
  readonly answered: Answered<Name> | null;
  /** Why the newest question was not answered. */
  readonly failure: CallFailure | null;
}

/**
 * The answer to the newest of a row of questions. The one before stays until the next is here, and
 * a question that nobody waits for any more is cancelled.
 */
export interface LatestAnswer<Name extends AnswerChannel> {
  readonly ask: (input: ChannelInput<Name>) => void;
  /** Another question is coming: ends the one under way; its answer counts as old from now on. */
  readonly announce: () => void;
  /** The trail has changed: asks the same again, but not so often that it is all main does. */
  readonly again: () => void;
  /** After a failure: asks the same again, at once. */
  readonly retry: () => void;
  /** Ends what is under way. */
  readonly end: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => AnswerSnapshot<Name>;
}

/** Between two answers to the same question, at least. */
const PAUSE_MS = 1_000;
/** How much longer than the answer took the pause is, so that a large trail is not always read. */
const PAUSE_FACTOR = 4;

export function createLatestAnswer<Name extends AnswerChannel>(
  client: AnnalsClient,
  channel: Name,
): LatestAnswer<Name> {
  const listeners = new Set<() => void>();
  let snapshot: AnswerSnapshot<Name> = { isAsking: false, answered: null, failure: null };
  let asking = new AbortController();
  let input: ChannelInput<Name> | null = null;
  let isUnderWay = false;
  /** The trail has changed since the question under way was asked. */
  let isOutdated = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the same may be asked again. */
  let quietUntil = 0;

  const publish = (change: Partial<AnswerSnapshot<Name>>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };

  const end = (): void => {
    asking.abort();
    asking = new AbortController();
    clearTimeout(timer);
    isUnderWay = false;
    isOutdated = false;
  };

  const run = async (question: ChannelInput<Name>): Promise<void> => {
    end();
    const { signal } = asking;
    const start = performance.now();
    isUnderWay = true;
    try {
      const output = await client.call(channel, question, signal);
      if (signal.aborted) return;
      publish({ isAsking: false, answered: { input: question, output }, failure: null });
    } catch (error) {
      if (signal.aborted) return;
      publish({ isAsking: false, failure: failureOf(error) });
    }
    isUnderWay = false;
    const now = performance.now();
    quietUntil = now + Math.max(PAUSE_MS, PAUSE_FACTOR * (now - start));
    if (isOutdated) again();
  };

  const ask = (question: ChannelInput<Name>): void => {
    input = question;
    publish({ isAsking: true });
    void run(question);
  };

  const again = (): void => {
    if (isUnderWay) isOutdated = true;
    if (isUnderWay || input === null) return;
    const question = input;
    clearTimeout(timer);
    timer = setTimeout(() => void run(question), quietUntil - performance.now());
  };

  return {
    ask,
    again,
    end,
    announce: () => {
      end();
      if (input !== null) publish({ isAsking: true });
      input = null;
    },
    retry: () => {
      if (input !== null) ask(input);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
