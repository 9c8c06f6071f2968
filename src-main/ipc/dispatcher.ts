import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { CHANNELS } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { RequestId, contract, isCancellable } from '#shared/ipc/contract.ts';
import type { ChannelOutput, CheckedInput } from '#shared/ipc/contract.ts';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import { err, ok } from '#shared/ipc/result.ts';
import type { Result } from '#shared/ipc/result.ts';
import type { Role } from '#shared/model/role.ts';
import { assertMayCall } from '../access/permission.ts';
import type { RunningCalls } from './running-calls.ts';

/** What a handler may know of the call that it answers. */
interface CallContext {
  /** Aborted when the caller cancels, or goes away; never on channels that cannot be cancelled. */
  readonly signal: AbortSignal;
  /** Cancels another call of the same window, if it is running. */
  readonly cancelOther: (requestId: string) => void;
  /** What the caller was when the call came in; null if nobody was signed in. */
  readonly role: Role | null;
}

/** One handler for every channel; a missing one does not compile. */
export type Handlers = {
  readonly [Name in ChannelName]: (
    input: CheckedInput<Name>,
    call: CallContext,
  ) => ChannelOutput<Name> | Promise<ChannelOutput<Name>>;
};

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly calls: RunningCalls;
  /** The role of whoever is at the keyboard; null while nobody is signed in. */
  readonly role: () => Role | null;
  /** Refuses calls once the app is on its way out. */
  readonly isShuttingDown: () => boolean;
  /** Parses outputs too, so that a handler that breaks the contract fails: in development and tests. */
  readonly checksOutput: boolean;
  /** Told of every call that failed for an unforeseen reason. */
  readonly onBug: (channel: string, traceId: string, error: unknown) => void;
  /** Told of every call on a declared channel when it is answered; must not throw. */
  readonly onCall: (call: EndedCall) => void;
}

/** How a call ended. */
export interface EndedCall {
  readonly channel: ChannelName;
  /** What the caller was when the call came in; null if nobody was signed in. */
  readonly role: Role | null;
  /** Null if it was answered. */
  readonly failure: Failure | null;
  readonly durationMs: number;
}

/** A call from a window. Nothing in it is to be relied on but where it comes from. */
export interface IncomingCall {
  readonly channel: string;
  readonly input: unknown;
  /** Name by which the window may cancel the call; undefined if it does not mean to. */
  readonly requestId: unknown;
  /** Number of the window. */
  readonly sender: number;
  /** True if the sender is our own page. */
  readonly isTrusted: boolean;
}

export type Dispatch = (call: IncomingCall) => Promise<Result<unknown>>;

/** Every channel may fail with these. */
const TRANSPORT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID_INPUT',
  'UNTRUSTED_SENDER',
  'NOT_SIGNED_IN',
  'NOT_PERMITTED',
  'TIMEOUT',
  'SHUTTING_DOWN',
  'INTERNAL',
]);

/**
 * The way of every call, free of Electron: sender, channel, input, role, handler, output. It never
 * rejects: whatever goes wrong becomes a failure with a code.
 */
export function createDispatcher(options: DispatcherOptions): Dispatch {
  return async (call) => {
    const { channel } = call;
    const traceId = randomUUID();
    const startedAt = performance.now();
    const role = options.role();
    const ended = (failure: Failure | null): void => {
      const durationMs = Math.round(performance.now() - startedAt);
      if (isChannel(channel)) options.onCall({ channel, role, failure, durationMs });
    };
    try {
      if (!call.isTrusted) {
        throw new AnnalsError('UNTRUSTED_SENDER', 'This page may not talk to Annals.');
      }
      if (!isChannel(channel)) {
        throw new AnnalsError('INVALID_INPUT', `There is no channel “${channel.slice(0, 64)}”.`);
      }
      if (options.isShuttingDown()) {
        throw new AnnalsError('SHUTTING_DOWN', 'Annals is closing.', 'Start it again.');
      }
      const output = await answer(options, channel, call, role);
      ended(null);
      return ok(output);
    } catch (error) {
      const failure = toFailure(error);
      const isDeclared = isChannel(channel) && mayFailWith(channel, failure);
      if (failure.code === 'INTERNAL' || !isDeclared) options.onBug(channel, traceId, error);
      ended(failure);
      return err(failure, traceId);
    }
  };
}

/** Checks the input and the role, lets the handler work on it, and checks what it answers. */
async function answer<Name extends ChannelName>(
  { handlers, calls, checksOutput }: DispatcherOptions,
  channel: Name,
  { input, requestId, sender }: IncomingCall,
  role: Role | null,
): Promise<ChannelOutput<Name>> {
  const spec = contract[channel];
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) throw invalidInput(channel, parsed.error);
  const id = requestIdOf(channel, requestId);
  assertMayCall(channel, role);
  const cancelOther = (other: string): void => calls.cancel(sender, other);
  const work = (signal: AbortSignal): ChannelOutput<Name> | Promise<ChannelOutput<Name>> =>
    handlers[channel](parsed.data as CheckedInput<Name>, { signal, cancelOther, role });
  const output = isCancellable(channel)
    ? await calls.run(sender, id, work)
    : await work(new AbortController().signal);
  if (checksOutput) spec.output.parse(output);
  return output;
}

/** A name for a call that cannot be cancelled would promise what does not happen. */
function requestIdOf(channel: ChannelName, requestId: unknown): string | null {
  if (requestId === undefined) return null;
  if (!isCancellable(channel)) {
    throw new AnnalsError('INVALID_INPUT', `${channel}: this call cannot be cancelled.`);
  }
  const parsed = RequestId.safeParse(requestId);
  if (!parsed.success) throw new AnnalsError('INVALID_INPUT', `${channel}: requestId is no UUID.`);
  return parsed.data;
}

/** Names the first field that is wrong; the values themselves could be anything. */
function invalidInput(channel: ChannelName, error: z.ZodError): AnnalsError {
  const [first] = error.issues;
  const issue = first && plainest(first);
  const field = issue?.path.join('.') || 'input';
  return new AnnalsError('INVALID_INPUT', `${channel}: ${field}: ${issue?.message ?? 'invalid'}`);
}

/** A text where an object is expected is no attempt at that object. */
function isOtherKind(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

/** What could be one of several things is meant to be the one that it comes nearest to. */
function plainest(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') return issue;
  const [best] = issue.errors
    .flatMap(([first]) => (first && !isOtherKind(first) ? [plainest(first)] : []))
    .toSorted((a, b) => b.path.length - a.path.length);
  return best ? { path: [...issue.path, ...best.path], message: best.message } : issue;
}

function mayFailWith(channel: ChannelName, failure: Failure): boolean {
  const declared: readonly ErrorCode[] = contract[channel].errors;
  return declared.includes(failure.code) || TRANSPORT_CODES.has(failure.code);
}

function isChannel(name: string): name is ChannelName {
  return CHANNELS.some((channel) => channel === name);
}
