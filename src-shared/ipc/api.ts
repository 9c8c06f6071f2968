import type { ChannelName, PushName } from './channels.ts';
import type { ChannelInput, ChannelOutput, PushPayload } from './contract.ts';
import type { Result } from './result.ts';

/** What the preload puts on `window.annals`: the whole surface between page and main. */
export interface AnnalsApi {
  /**
   * Makes one call. Never rejects. An undeclared or preload-only channel fails as INVALID_INPUT.
   * @param requestId a new UUID by which `call.cancel` can cancel the call; only for channels that
   *   can fail as CANCELLED
   */
  invoke<Name extends ChannelName>(
    channel: Name,
    input: ChannelInput<Name>,
    requestId?: string,
  ): Promise<Result<ChannelOutput<Name>>>;
  /** Listens to a push; the answer stops listening. */
  subscribe<Name extends PushName>(
    push: Name,
    listener: (payload: PushPayload<Name>) => void,
  ): () => void;
  /** Hands files from a drop event to main, which answers as `import.choose` does. */
  offerDroppedFiles(files: readonly unknown[]): Promise<Result<ChannelOutput<'import.dropped'>>>;
}
