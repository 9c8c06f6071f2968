/** A line of a stack trace. */
export interface StackLine {
  /** Its number; tells lines apart. */
  readonly at: number;
  readonly text: string;
  /** What went wrong, a frame of the program itself, or one of what it is built on. */
  readonly kind: 'message' | 'own' | 'foreign';
}

const FRAME = /^\s*(?:at\s|File "|\.{3} \d+ more|\S+\.go:\d+|[\w$.]+@|#\d+\s|from\s.+:\d+:in\s)/u;

/** Runtimes and libraries of the languages whose traces are met in logs. */
const FOREIGN =
  /node_modules|node:|\bnative\b|<anonymous>|site-packages|dist-packages|\/lib\/python\d|<frozen|\bat (?:java|javax|jdk|sun|com\.sun|kotlin|scala|org\.(?:springframework|apache|eclipse|hibernate|junit))\.|\bat (?:System|Microsoft)\.|\/usr\/(?:local\/)?(?:lib|go)\/|\/gems\/|\.{3} \d+ more|electron\/js2c/u;

/** The lines of a stack trace, each told for what it is. Lines below a frame belong to it. */
export function stackLines(trace: string): readonly StackLine[] {
  let kind: StackLine['kind'] = 'message';
  return trace
    .replace(/\s+$/u, '')
    .split(/\r\n?|\n/u)
    .map((text, at) => {
      if (FRAME.test(text)) kind = FOREIGN.test(text) ? 'foreign' : 'own';
      // What is not indented and is no frame begins another error: `Caused by: …`.
      else if (/^\S/u.test(text)) kind = 'message';
      return { at, text, kind };
    });
}
