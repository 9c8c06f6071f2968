/** Where a trace begins, behind the first line of a message. */
const TRACE_LINE =
  /^(?:\s+at |\s*#\d+ |Traceback \(most recent call last\)|\s+File "|Caused by: |\[stacktrace\]|goroutine \d+ )/u;

const CLASS = String.raw`(?:[A-Za-z_$][\w$]*[.\\]+)*[A-Z]\w*(?:Error|Exception|Throwable)`;
const AT_START = new RegExp(
  String.raw`^(?:Uncaught |PHP Fatal error: +|Exception in thread "[^"]*" )*(${CLASS})(?=[:(\s]|$)`,
  'u',
);
const IN_CONTEXT = /\[object\] \(([\w\\]{1,200})\(code: /u;

const LONGEST_START = 2_000;

/** A message of a log taken apart. */
export interface LoggedMessage {
  /** The message without the trace. */
  readonly text: string;
  readonly stackTrace: string | null;
  /** The class of the exception that it tells of. */
  readonly errorType: string | null;
}

/** Finds the stack trace behind a message, and the exception that it is of. */
export function readMessage(message: string): LoggedMessage {
  const lines = message.split('\n');
  const start = lines.findIndex((line, index) => index > 0 && TRACE_LINE.test(line.slice(0, 100)));
  const text = (start === -1 ? lines : lines.slice(0, start)).join('\n').trimEnd();
  const stackTrace = start === -1 ? null : lines.slice(start).join('\n').trimEnd();
  return { text, stackTrace, errorType: errorTypeOf(text, stackTrace) };
}

function errorTypeOf(text: string, stackTrace: string | null): string | null {
  const start = text.slice(0, LONGEST_START);
  const found = AT_START.exec(start)?.[1] ?? IN_CONTEXT.exec(start)?.[1];
  if (found !== undefined) return found.replaceAll('\\\\', '\\');
  // Python says it last.
  if (stackTrace?.startsWith('Traceback') !== true) return null;
  const last = stackTrace.slice(stackTrace.lastIndexOf('\n') + 1);
  return AT_START.exec(last.slice(0, LONGEST_START))?.[1] ?? null;
}
