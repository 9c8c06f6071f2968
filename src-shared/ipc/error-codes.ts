/**
 * The closed list of reasons why a call can fail. The code is for programs, the message and
 * the hint that travel with it are for people.
 */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'UNTRUSTED_SENDER',
  'NOT_SIGNED_IN',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'CONFLICT',
  'STALE_QUERY',
  'STALE_PLAN',
  'CANCELLED',
  'TIMEOUT',
  'JOB_RUNNING',
  'STORE_BUSY',
  'STORE_READONLY',
  'STORE_FULL',
  'STORE_CORRUPT',
  'STORE_FROM_FUTURE',
  'STORE_FOREIGN',
  'STORE_MISSING',
  'STORE_UNAVAILABLE',
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'FILE_UNRECOGNISED',
  'SHUTTING_DOWN',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Failures after which the same call may well succeed. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'STORE_BUSY',
  'STORE_FULL',
  'STORE_UNAVAILABLE',
  'STALE_QUERY',
  'TIMEOUT',
  'CANCELLED',
]);

/** True if trying the same call again makes sense. */
export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code);
}
