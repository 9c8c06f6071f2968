import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { CHANNELS } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import { err, ok } from '#shared/ipc/result.ts';
import type { Result } from '#shared/ipc/result.ts';

/** One handler for every channel; a missing one does not compile. */
export type Handlers = {
  readonly [Name in ChannelName]: (
    input: ChannelInput<Name>,
  ) => ChannelOutput<Name> | Promise<ChannelOutput<Name>>;
};

export interface DispatcherOptions {
  readonly handlers: Handlers;
  /** Refuses calls once the app is on its way out. */
  readonly isShuttingDown: () => boolean;
  /** Parses outputs too, so that a handler that breaks the contract fails: in development and tests. */
  readonly checksOutput: boolean;
  /** Told of every call that failed for an unforeseen reason. */
  readonly onBug: (channel: string, traceId: string, error: unknown) => void;
}

/** A call from a window. `isTrusted` says whether its sender is our own page. */
interface IncomingCall {
  readonly channel: string;
  readonly input: unknown;
  readonly isTrusted: boolean;
}

export type Dispatch = (call: IncomingCall) => Promise<Result<unknown>>;

/** Every channel may fail with these. */
const TRANSPORT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID_INPUT',
  'UNTRUSTED_SENDER',
  'TIMEOUT',
  'SHUTTING_DOWN',
  'INTERNAL',
]);

/**
 * The way of every call, free of Electron: sender, channel, input, handler, output. It never
 * rejects: whatever goes wrong becomes a failure with a code.
 */
export function createDispatcher(options: DispatcherOptions): Dispatch {
  return async ({ channel, input, isTrusted }) => {
    const traceId = randomUUID();
    try {
      if (!isTrusted) {
        throw new AnnalsError('UNTRUSTED_SENDER', 'This page may not talk to Annals.');
      }
      if (!isChannel(channel)) {
        throw new AnnalsError('INVALID_INPUT', `There is no channel “${channel.slice(0, 64)}”.`);
      }
      if (options.isShuttingDown()) {
        throw new AnnalsError('SHUTTING_DOWN', 'Annals is closing.', 'Start it again.');
      }
      return ok(await run(options, channel, input));
    } catch (error) {
      const failure = toFailure(error);
      const isDeclared = isChannel(channel) && mayFailWith(channel, failure);
      if (failure.code === 'INTERNAL' || !isDeclared) options.onBug(channel, traceId, error);
      return err(failure, traceId);
    }
  };
}

async function run<Name extends ChannelName>(
  { handlers, checksOutput }: DispatcherOptions,
  channel: Name,
  input: unknown,
): Promise<ChannelOutput<Name>> {
  const spec = contract[channel];
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) throw invalidInput(channel, parsed.error);
  const output = await handlers[channel](parsed.data as ChannelInput<Name>);
  if (checksOutput) spec.output.parse(output);
  return output;
}

/** Names the first field that is wrong; the values themselves could be anything. */
function invalidInput(channel: ChannelName, error: z.ZodError): AnnalsError {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'input';
  return new AnnalsError('INVALID_INPUT', `${channel}: ${field}: ${issue?.message ?? 'invalid'}`);
}

function mayFailWith(channel: ChannelName, failure: Failure): boolean {
  const declared: readonly ErrorCode[] = contract[channel].errors;
  return declared.includes(failure.code) || TRANSPORT_CODES.has(failure.code);
}

function isChannel(name: string): name is ChannelName {
  return CHANNELS.some((channel) => channel === name);
}
