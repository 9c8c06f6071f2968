import { severitiesOf } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import { SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import { join, list, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { textCondition } from './text-condition.ts';

/** A stretch of time, both ends included; null where it is open. */
export interface TimeSpan {
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The only place that turns a filter into SQL: a condition on rows of `event`. Every condition
 * is true or false, never NULL, so that a negated term is the exact complement.
 * @param span within which all events happened that the condition is asked about, so that the
 *   index of targets is not read beyond it; null if that is not known
 */
export function whereClause(filter: EventFilter, span: TimeSpan | null): Fragment {
  const conditions = filter.terms.map((term) => termCondition(term, span));
  if (filter.from !== null) conditions.push(sql`event.occurred_at >= ${filter.from}`);
  if (filter.to !== null) conditions.push(sql`event.occurred_at < ${filter.to}`);
  return join(conditions, ' AND ', sql`TRUE`);
}

function termCondition(term: FilterTerm, span: TimeSpan | null): Fragment {
  const condition = CONDITIONS[term.field](term.values, span);
  return term.negated ? sql`NOT ifnull(${condition}, FALSE)` : condition;
}

type Condition = (values: readonly string[], span: TimeSpan | null) => Fragment;

const CONDITIONS: Readonly<Record<FilterField, Condition>> = {
  text: (values) => anyOf(values.map(textCondition)),
  category: (values) => sql`event.category IN (${list(values)})`,
  action: (values) => anyOf(values.map(actionCondition)),
  outcome: (values) => outcomeCondition(values),
  severity: (values) => severityCondition(values),
  actor: (values) =>
    sql`(event.actor_id IN (${list(values)}) OR event.actor_name IN (${list(values)}))`,
  target: (values, span) => anyOf(values.map((value) => hasEntity(targetEntities(value), span))),
  service: (values, span) =>
    anyOf(values.map((value) => hasEntity(namedEntities('service', value), span))),
  source: (values) => sql`event.source IN (${list(values)})`,
  intent: (values) => sql`event.intent IN (${list(values)})`,
  errorType: (values) => sql`event.error_type IN (${list(values)})`,
  ip: (values) => sql`event.ip IN (${list(values)})`,
  batch: (values) => sql`event.batch IN (${list(values.map(Number))})`,
};

function anyOf(conditions: readonly Fragment[]): Fragment {
  return join(conditions, ' OR ', sql`FALSE`);
}

/** `seller.*` asks for a prefix, as the range that an index can walk. */
function actionCondition(value: string): Fragment {
  if (!value.endsWith('*')) return sql`event.action = ${value}`;
  const prefix = value.slice(0, -1);
  return prefix === ''
    ? sql`TRUE`
    : sql`(event.action >= ${prefix} AND event.action < ${`${prefix}\u{10FFFF}`})`;
}

/** SQLite uses a partial index only where the condition of the index itself is asked for. */
function outcomeCondition(values: readonly string[]): Fragment {
  const isAny = sql`event.outcome IN (${list(values)})`;
  return values.includes('success') ? isAny : sql`(${isAny} AND event.outcome <> 'success')`;
}

function severityCondition(values: readonly string[]): Fragment {
  const names = new Set(values.flatMap(severitiesOf));
  const numbers = [...names].map((name) => SYSLOG_SEVERITY[name]);
  const isAny = sql`event.severity IN (${list(numbers)})`;
  return numbers.some((number) => number > 4) ? isAny : sql`(${isAny} AND event.severity <= 4)`;
}

/** `type:id` where the part before the first colon is a type that exists; else an id or a name. */
function targetEntities(value: string): Fragment {
  const colon = value.indexOf(':');
  const whole = sql`SELECT id FROM entity WHERE key = ${value}
    UNION ALL SELECT id FROM entity WHERE name = ${value}`;
  if (colon <= 0) return whole;
  const type = value.slice(0, colon);
  const key = value.slice(colon + 1);
  return sql`SELECT id FROM entity WHERE type = ${type} AND key = ${key}
    UNION ALL ${whole}`;
}

function namedEntities(type: string, value: string): Fragment {
  return sql`SELECT id FROM entity WHERE type = ${type} AND (key = ${value} OR name = ${value})`;
}

/**
 * Half of all events may have touched one entity: within a span of time, its events are read from
 * the index of targets; otherwise each event is looked up there.
 */
function hasEntity(entities: Fragment, span: TimeSpan | null): Fragment {
  const rows = sql`FROM event_target AS touched WHERE touched.entity IN (${entities})`;
  if (!span) {
    return sql`EXISTS (SELECT 1 ${rows}
      AND touched.occurred_at = event.occurred_at AND touched.seq = event.seq)`;
  }
  const bounds: Fragment[] = [];
  if (span.from !== null) bounds.push(sql`touched.occurred_at >= ${span.from}`);
  if (span.to !== null) bounds.push(sql`touched.occurred_at <= ${span.to}`);
  return sql`event.seq IN (SELECT touched.seq ${rows} AND ${join(bounds, ' AND ', sql`TRUE`)})`;
}
