import { SEVERITIES } from '#shared/model/vocabulary.ts';
import type { Severity } from '#shared/model/vocabulary.ts';

/** The severities that filter values stand for, `>=warning` spelt out. */
export function chosenSeverities(values: readonly string[]): readonly Severity[] {
  return SEVERITIES.filter((severity, index) =>
    values.some(
      (value) =>
        value === severity ||
        SEVERITIES.slice(0, index + 1).some((least) => value === `>=${least}`),
    ),
  );
}

/** The shortest filter values for a choice: the worst ones together become `>=warning`. */
export function severityValues(chosen: readonly string[]): readonly string[] {
  const picked = SEVERITIES.filter((severity) => chosen.includes(severity));
  const [least] = picked;
  const isAllFromThere =
    least !== undefined && picked.length === SEVERITIES.length - SEVERITIES.indexOf(least);
  return isAllFromThere && picked.length > 1 ? [`>=${least}`] : picked;
}
