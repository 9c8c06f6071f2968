import type {
  EventFilter,
  FilterField,
  FilterTerm,
} from '../../../src-shared/model/event-filter.ts';
import { severitiesOf } from '../../../src-shared/model/event-filter.ts';
import { SYSLOG_SEVERITY } from '../../../src-shared/model/vocabulary.ts';

/**
 * Filters in the SQL of other databases, written without a look at how Annals does it, so that
 * equal answers mean something. Values stand in the text: they are the benchmark's own, and a plan
 * made for constants is the best that a database can do.
 */

/** How a database looks for text, any case. */
export type TextCondition = (text: string) => string;

/** The condition of a filter; null if the other tables do not hold what it asks about. */
export function conditionOf(filter: EventFilter, text: TextCondition): string | null {
  const conditions: string[] = [];
  if (filter.from !== null) conditions.push(`occurred_at >= ${filter.from}`);
  if (filter.to !== null) conditions.push(`occurred_at < ${filter.to}`);
  for (const term of filter.terms) {
    const condition = termCondition(term, text);
    if (condition === null) return null;
    conditions.push(term.negated ? `NOT coalesce(${condition}, FALSE)` : condition);
  }
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
}

/** The same filter without its terms in one field. */
export function without(filter: EventFilter, field: FilterField): EventFilter {
  return { ...filter, terms: filter.terms.filter((term) => term.field !== field) };
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function termCondition({ field, values }: FilterTerm, text: TextCondition): string | null {
  switch (field) {
    case 'text':
      return anyOf(values.map(text));
    case 'target':
      return anyOf(values.map(targetCondition));
    case 'service':
      return anyOf(values.map((id) => touched('service', id)));
    case 'action':
      return anyOf(values.map(actionCondition));
    case 'severity':
      return severityCondition(values);
    case 'actor':
      return anyOf([isOneOf('actor_id', values), isOneOf('actor_name', values)]);
    case 'error':
      return `(${values[0] === 'no' ? 'NOT ' : ''}(outcome = 'error' OR error_type IS NOT NULL))`;
    case 'batch':
      return `batch IN (${values.join(', ')})`;
    case 'category':
    case 'outcome':
    case 'source':
    case 'intent':
    case 'ip':
      return isOneOf(field, values);
    case 'errorType':
      return isOneOf('error_type', values);
    case 'correlation':
      return isOneOf('correlation_id', values);
    case 'anywhere':
    case 'flagged':
    case 'held':
    case 'noted':
    case 'reviewed':
      return null;
  }
}

function isOneOf(column: string, values: readonly string[]): string {
  return `${column} IN (${values.map(literal).join(', ')})`;
}

function anyOf(conditions: readonly string[]): string {
  return `(${conditions.join(' OR ')})`;
}

/** A prefix as a range: what LIKE means differs between databases. */
function actionCondition(value: string): string {
  if (!value.endsWith('*')) return `action = ${literal(value)}`;
  const prefix = value.slice(0, -1);
  return `(action >= ${literal(prefix)} AND action < ${literal(`${prefix}\u{10FFFF}`)})`;
}

function severityCondition(values: readonly string[]): string {
  const numbers = values.flatMap(severitiesOf).map((severity) => SYSLOG_SEVERITY[severity]);
  return `severity IN (${numbers.join(', ')})`;
}

/** Targets are asked for as `type:id` here. */
function targetCondition(value: string): string {
  const colon = value.indexOf(':');
  return touched(value.slice(0, colon), value.slice(colon + 1));
}

function touched(type: string, key: string): string {
  return `seq IN (SELECT seq FROM event_target WHERE entity IN
    (SELECT id FROM entity WHERE type = ${literal(type)} AND key = ${literal(key)}))`;
}
