import type { Severity } from '#shared/model/vocabulary.ts';
import type { Details } from './event-sink.ts';

/** Errors that say that the machine, or what is stored on it, is in danger. */
const CRITICAL_CODES =
  /^(?:ENOSPC|EDQUOT|ENOMEM|EROFS|ERR_WORKER_OUT_OF_MEMORY|SQLITE_(?:FULL|NOMEM|CORRUPT\w*|NOTADB)|STORE_(?:FULL|CORRUPT))$/u;
const CRITICAL_WORDS =
  /out of memory|allocation failed|invalid array buffer length|no space left|disk (?:is |quota |.{0,40} )?full|quota exceeded|corrupt|malformed|disk image/iu;
/** Errors that say that somebody handed in what cannot be taken. */
const VALIDATION = /validation|^(?:ZodError|INVALID_INPUT|ERR_INVALID_ARG_\w+)$/iu;

/** A chain of causes is followed so far. */
const CAUSES = 5;

/**
 * How bad an error is: critical for memory, disk and damage, warning for wrong input, and error for
 * all others. What caused it counts like the error itself.
 */
export function severityOf(error: unknown): Severity {
  const chain = causesOf(error);
  if (chain.some(isCritical)) return 'critical';
  return chain.some(isValidation) ? 'warning' : 'error';
}

/** What an event says of an error: any value can be thrown. */
export function errorDetails(error: unknown): Details {
  const [first, ...causes] = causesOf(error);
  const type = typeOf(first);
  const message = messageOf(first);
  const stacks = [
    stackOf(first),
    ...causes.map((cause) => `Caused by: ${stackOf(cause) ?? messageOf(cause)}`),
  ];
  const stackTrace = stacks.filter((stack) => stack !== null).join('\n');
  return {
    outcome: 'error',
    severity: severityOf(error),
    message: message === '' ? type : `${type}: ${firstLine(message)}`,
    errorType: type,
    errorMessage: message,
    stackTrace: stackTrace === '' ? null : stackTrace,
  };
}

function causesOf(error: unknown): readonly unknown[] {
  const chain = [error];
  let last = error;
  while (last instanceof Error && last.cause !== undefined && chain.length <= CAUSES) {
    last = last.cause;
    chain.push(last);
  }
  return chain;
}

function isCritical(error: unknown): boolean {
  return (
    CRITICAL_CODES.test(codeOf(error)) || CRITICAL_WORDS.test(messageOf(error).slice(0, 2_000))
  );
}

function isValidation(error: unknown): boolean {
  return error instanceof Error && (VALIDATION.test(error.name) || VALIDATION.test(codeOf(error)));
}

/** Plain `Error`s of Node and of SQLite say what they are by their code. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error;
  return error.name === 'Error' ? codeOf(error) || 'Error' : error.name;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error);
  } catch {
    return '';
  }
}

function stackOf(error: unknown): string | null {
  return error instanceof Error && typeof error.stack === 'string' ? error.stack : null;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/u, 1)[0] ?? '';
}
