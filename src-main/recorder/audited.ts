import { types } from 'node:util';
import type { Outcome } from '#shared/model/vocabulary.ts';
import { errorDetails } from './error-details.ts';
import type { Details, EventSink } from './event-sink.ts';

/** How one call went. */
export interface AuditedCall {
  readonly parameters: readonly unknown[];
  /** What it answered; undefined if it failed. */
  readonly result: unknown;
  /** What it threw; undefined if it did not fail. */
  readonly error: unknown;
}

export interface AuditedOptions {
  /** The action of the event; by default, the name of the function. */
  readonly action?: string;
  /** What every event has, or what is known of one call. If it throws, the event goes without. */
  readonly details?: Details | ((call: AuditedCall) => Details);
  /**
   * Names of the parameters, in their order, or false to record none. Names decide what is a secret;
   * of parameters without one, texts and lists are left out.
   */
  readonly parameters?: readonly string[] | false;
  /** What an answer means, for functions that answer with failures; by default, success. */
  readonly outcomeOf?: (result: unknown) => Outcome;
  /** Now, in milliseconds, on a clock that only measures. */
  readonly clock?: () => number;
}

/**
 * Wraps a function so that every call of it is recorded: name, parameters without secrets, outcome
 * and duration. `this`, parameters, result and errors pass through as they are; a promise is
 * recorded when it settles.
 */
export function audited<This, Parameters extends readonly unknown[], Result>(
  sink: EventSink,
  fn: (this: This, ...parameters: Parameters) => Result,
  options: AuditedOptions = {},
): (this: This, ...parameters: Parameters) => Result {
  const action = options.action ?? (fn.name || 'call');
  const clock = options.clock ?? (() => performance.now());
  function wrapper(this: This, ...parameters: Parameters): Result {
    const startedAt = clock();
    const ended = (call: AuditedCall, ownDetails: Details): void => {
      const durationMs = Math.max(0, Math.round(clock() - startedAt));
      const details = givenDetails(options.details, call);
      sink.record({
        action,
        durationMs,
        ...ownDetails,
        ...details,
        metadata: { ...details.metadata, ...namedParameters(parameters, options.parameters) },
      });
    };
    const succeeded = (result: unknown): void => {
      const call = { parameters, result, error: undefined };
      ended(call, { outcome: outcomeOf(options, result), message: action });
    };
    const failed = (error: unknown): never => {
      ended({ parameters, result: undefined, error }, errorDetails(error));
      throw error;
    };
    let result: Result;
    try {
      result = fn.apply(this, parameters as unknown as [...Parameters]);
    } catch (error) {
      return failed(error);
    }
    if (!types.isPromise(result)) {
      succeeded(result);
      return result;
    }
    // Handing on a promise of our own leaves it to the caller to handle, or to forget, the error.
    return result.then((value) => {
      succeeded(value);
      return value;
    }, failed) as Result;
  }
  Object.defineProperty(wrapper, 'name', { value: fn.name, configurable: true });
  Object.defineProperty(wrapper, 'length', { value: fn.length, configurable: true });
  return wrapper;
}

function givenDetails(details: AuditedOptions['details'], call: AuditedCall): Details {
  if (typeof details !== 'function') return details ?? {};
  try {
    return details(call);
  } catch {
    return {};
  }
}

function outcomeOf({ outcomeOf: decide }: AuditedOptions, result: unknown): Outcome {
  try {
    return decide?.(result) ?? 'success';
  } catch {
    return 'unknown';
  }
}

/** A bare text has no key that could tell whether it is a secret. */
function namedParameters(
  values: readonly unknown[],
  names: AuditedOptions['parameters'] = [],
): object {
  if (names === false) return {};
  const entries = values.map((value, index) => {
    const name = names[index];
    if (name !== undefined) return [name, value];
    const key = `parameter${index + 1}`;
    if (typeof value === 'string') return [key, '[text]'];
    return [key, Array.isArray(value) ? '[list]' : value];
  });
  return { parameters: Object.fromEntries(entries) };
}
