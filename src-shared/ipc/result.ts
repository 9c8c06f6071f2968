import type { Failure } from './failure.ts';

/** What every IPC call resolves to; calls never reject. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure & { readonly traceId: string } };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function err(failure: Failure, traceId: string): Result<never> {
  return { ok: false, error: { ...failure, traceId } };
}
