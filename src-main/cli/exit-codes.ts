import type { ErrorCode } from '#shared/ipc/error-codes.ts';

/** What a command tells the shell (product.md §12). */
export const EXIT = {
  done: 0,
  foundWrong: 1,
  badInput: 2,
  refused: 3,
  /** Nothing wrong was found, and nothing is there that could show it. */
  undecided: 4,
  /** A bug in Annals, by sysexits.h: no script may take it for a verdict. */
  internal: 70,
  /** Ended by Ctrl+C, as shells count it. */
  interrupted: 130,
} as const;

/** The exit code for each reason why a command can fail. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'INVALID_INPUT':
    case 'NOT_FOUND':
    case 'STORE_MISSING':
    case 'STORE_FOREIGN':
    case 'FILE_UNREADABLE':
    case 'FILE_UNWRITABLE':
    case 'FILE_UNRECOGNISED':
      return EXIT.badInput;
    case 'STORE_CORRUPT':
      return EXIT.foundWrong;
    case 'CANCELLED':
      return EXIT.interrupted;
    case 'INTERNAL':
      return EXIT.internal;
    case 'UNTRUSTED_SENDER':
    case 'NOT_SIGNED_IN':
    case 'NOT_PERMITTED':
    case 'CONFLICT':
    case 'STALE_QUERY':
    case 'STALE_PLAN':
    case 'TIMEOUT':
    case 'JOB_RUNNING':
    case 'STORE_BUSY':
    case 'STORE_READONLY':
    case 'STORE_FULL':
    case 'STORE_FROM_FUTURE':
    case 'STORE_UNAVAILABLE':
    case 'SHUTTING_DOWN':
      return EXIT.refused;
  }
}
