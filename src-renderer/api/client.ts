import type { AnnalsApi } from '#shared/ipc/api.ts';
import type { ChannelName, PushName } from '#shared/ipc/channels.ts';
import type { ChannelInput, ChannelOutput, PushPayload } from '#shared/ipc/contract.ts';
import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import type { Result } from '#shared/ipc/result.ts';

/** Why a call failed, with the id under which main logged it. */
export type CallFailure = Failure & { readonly traceId: string };

/** A call that main answered with a failure. */
class CallError extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super(failure.message);
    this.name = 'CallError';
    this.failure = failure;
  }
}

/** Main as the page sees it: calls that answer or throw a {@link CallError}, and pushes. */
export interface AnnalsClient {
  /** @param signal cancels the call, on channels that can be cancelled; it then fails as CANCELLED */
  readonly call: <Name extends ChannelName>(
    channel: Name,
    input: ChannelInput<Name>,
    signal?: AbortSignal,
  ) => Promise<ChannelOutput<Name>>;
  /** Listens to a push; the answer stops listening. */
  readonly on: <Name extends PushName>(
    push: Name,
    listener: (payload: PushPayload<Name>) => void,
  ) => () => void;
  /** Offers dropped files for import. */
  readonly offerDroppedFiles: (files: readonly File[]) => Promise<ImportOffer>;
}

/** The one place that knows `window.annals` and reads its Results. */
export function createClient(api: AnnalsApi): AnnalsClient {
  return {
    call: async (channel, input, signal) =>
      unwrap(
        signal
          ? await invokeCancellable(api, channel, input, signal)
          : await api.invoke(channel, input),
      ),
    on: (push, listener) => api.subscribe(push, listener),
    offerDroppedFiles: async (files) => unwrap(await api.offerDroppedFiles(files)),
  };
}

/** What to show for anything that a call threw. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallError) return error.failure;
  return {
    code: 'INTERNAL',
    message: 'Something went wrong in this window.',
    hint: 'Try again; if it happens again, restart Annals.',
    traceId: '',
  };
}

async function invokeCancellable<Name extends ChannelName>(
  api: AnnalsApi,
  channel: Name,
  input: ChannelInput<Name>,
  signal: AbortSignal,
): Promise<Result<ChannelOutput<Name>>> {
  const requestId = crypto.randomUUID();
  const cancel = (): void => void api.invoke('call.cancel', { requestId });
  const answer = api.invoke(channel, input, requestId);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await answer;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function unwrap<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}
