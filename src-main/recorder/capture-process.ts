import { errorEvent } from './acts.ts';
import type { EventSink } from './event-sink.ts';

type Origin = 'uncaughtException' | 'unhandledRejection';

/** The part of Node's `process` that is listened to. */
export interface ProcessLike {
  on(event: Origin | 'uncaughtExceptionMonitor', listener: (error: unknown) => void): unknown;
  off(event: Origin | 'uncaughtExceptionMonitor', listener: (error: unknown) => void): unknown;
}

export interface CaptureOptions {
  /**
   * What happens after an error was recorded. Without it, all goes on as if nobody had listened: the
   * program ends as Node ends it. With it, the program goes on unless it is ended here.
   */
  readonly end?: (error: unknown, origin: Origin) => void;
}

/**
 * Records errors that nothing in the program has caught.
 * @returns a function that stops listening
 */
export function captureProcessErrors(
  sink: EventSink,
  process: ProcessLike,
  { end }: CaptureOptions = {},
): () => void {
  const record = (error: unknown, origin: string): void => {
    sink.record({ ...errorEvent(error), action: 'error.uncaught', metadata: { origin } });
  };
  if (!end) {
    const watch = (error: unknown): void => record(error, 'uncaughtException');
    process.on('uncaughtExceptionMonitor', watch);
    return () => void process.off('uncaughtExceptionMonitor', watch);
  }
  const catching = (origin: Origin) => (error: unknown) => {
    record(error, origin);
    const flushed = Promise.resolve(sink.flush()).catch(() => undefined);
    void flushed.then(() => end(error, origin));
  };
  const onException = catching('uncaughtException');
  const onRejection = catching('unhandledRejection');
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  return () => {
    process.off('uncaughtException', onException);
    process.off('unhandledRejection', onRejection);
  };
}
