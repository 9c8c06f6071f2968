import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import { isAsyncSliced, isSliced } from '../sliced.ts';
import type { AsyncSliced, Progress } from '../store-api.ts';
import type { News, Reply, Request } from './protocol.ts';

/** Methods by name, as the far side calls them. */
export type Served = ReadonlyMap<string, (...args: unknown[]) => unknown>;

/** The methods of an object that a far side may call. */
export function serveOnly<Methods extends object>(
  methods: Methods,
  names: readonly (keyof Methods & string)[],
): Served {
  return new Map(
    names.map((name) => [
      name,
      (...args: unknown[]): unknown => (methods[name] as (...args: unknown[]) => unknown)(...args),
    ]),
  );
}

/** How far a call is, its caller hears at most this often. */
const NEWS_EVERY_MS = 100;

/**
 * Answers the calls that come through a port. Sliced work gives way to other calls after each
 * slice, and ends there when it was cancelled.
 */
export function serve(port: MessagePort, methods: Served): void {
  const cancelled = new Set<number>();
  const underWay = new Set<number>();

  const reply = (message: Reply): void => {
    underWay.delete(message.callId);
    cancelled.delete(message.callId);
    port.postMessage(message);
  };
  const fail = (callId: number, error: unknown): void => {
    // A bug: its text may hold event data, so it goes to the terminal and not over the wire.
    if (!(error instanceof AnnalsError)) console.error(error);
    reply({ callId, ok: false, failure: toFailure(error) });
  };
  let toldAt = 0;
  const tell = (callId: number, progress: Progress): void => {
    const now = performance.now();
    if (now - toldAt < NEWS_EVERY_MS) return;
    toldAt = now;
    port.postMessage({ callId, progress } satisfies News);
  };
  const step = (callId: number, work: Generator<Progress | undefined, unknown>): void => {
    try {
      if (cancelled.has(callId)) {
        work.return(undefined);
        throw new AnnalsError('CANCELLED', 'The question was cancelled.');
      }
      const result = work.next();
      if (result.done) {
        reply({ callId, ok: true, value: result.value });
        return;
      }
      if (result.value) tell(callId, result.value);
      setImmediate(step, callId, work);
    } catch (error) {
      fail(callId, error);
    }
  };
  /** The same of work that waits for a disk between its slices. */
  const follow = async (callId: number, work: AsyncSliced<unknown>): Promise<void> => {
    try {
      while (!cancelled.has(callId)) {
        const result = await work.next();
        if (result.done) {
          reply({ callId, ok: true, value: result.value });
          return;
        }
        if (result.value) tell(callId, result.value);
        await nextTurn();
      }
      await work.return(undefined);
      throw new AnnalsError('CANCELLED', 'The question was cancelled.');
    } catch (error) {
      fail(callId, error);
    }
  };
  const call = (callId: number, method: string, args: readonly unknown[]): void => {
    underWay.add(callId);
    try {
      const run = methods.get(method);
      if (!run) throw new Error(`no such method: ${method}`);
      const value = run(...args);
      if (isAsyncSliced(value)) void follow(callId, value);
      else if (isSliced(value)) step(callId, value);
      else reply({ callId, ok: true, value });
    } catch (error) {
      fail(callId, error);
    }
  };

  port.on('message', (request: Request) => {
    switch (request.kind) {
      case 'call':
        call(request.callId, request.method, request.args);
        return;
      case 'cancel':
        if (underWay.has(request.callId)) cancelled.add(request.callId);
    }
  });
}
