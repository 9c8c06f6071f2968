import { OUTCOMES, SEVERITIES, SOURCES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { Outcome, Severity, Source } from '#shared/model/vocabulary.ts';

/** Outcome, severity and source in one byte: three words that every event has, counted at once. */

/** Number of kinds. */
export const KINDS = 256;

const OUTCOME_CODES = new Map<string, number>(OUTCOMES.map((word, index) => [word, index]));
const SOURCE_CODES = new Map<string, number>(SOURCES.map((word, index) => [word, index]));
const SEVERITY_WORDS = new Map<number, Severity>(
  SEVERITIES.map((word) => [SYSLOG_SEVERITY[word], word]),
);

/** @param severity the RFC 5424 number, 2 to 7, as the store keeps it */
export function kindOf(outcome: string, severity: number, source: string): number {
  return (
    (OUTCOME_CODES.get(outcome) ?? 0) | (severity << 2) | ((SOURCE_CODES.get(source) ?? 0) << 5)
  );
}

/** The words of a kind that {@link kindOf} made. */
export function wordsOfKind(kind: number): {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly source: Source;
} {
  return {
    outcome: OUTCOMES[kind & 3] ?? 'unknown',
    severity: SEVERITY_WORDS.get((kind >> 2) & 7) ?? 'debug',
    source: SOURCES[kind >> 5] ?? 'system',
  };
}
