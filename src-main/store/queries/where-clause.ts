import { severitiesOf } from '#shared/model/event-filter.ts';
import { EventFilter as EventFilterSchema } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import { SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { ReadDb } from '../sql/connection.ts';
import { join, list, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { ACTS_SINCE, MARKED_SEQ } from '../review/reviewed.ts';
import { anywhereCondition, textCondition } from '../text/text-condition.ts';

/** A stretch of time, both ends included; null where it is open. */
export interface TimeSpan {
  readonly from: number | null;
  readonly to: number | null;
}

/** What a condition depends on beside its filter. */
export interface WhereContext {
  /**
   * Within which all events happened that the condition is asked about, if they are about as many
   * as there are in it; null to look each of them up.
   */
  readonly span: TimeSpan | null;
  /** Filters whose events are held: `heldFilters`. */
  readonly held: readonly EventFilter[];
}

/**
 * The only place that turns a filter into SQL: a condition on rows of `event`. Every condition
 * is true or false, never NULL, so that a negated term is the exact complement.
 */
export function whereClause(filter: EventFilter, context: WhereContext): Fragment {
  const conditions = filter.terms.map((term) => termCondition(term, context));
  if (filter.from !== null) conditions.push(sql`event.occurred_at >= ${filter.from}`);
  if (filter.to !== null) conditions.push(sql`event.occurred_at < ${filter.to}`);
  return join(conditions, ' AND ', sql`TRUE`);
}

/** The filters of the holds that are not released, for {@link WhereContext}. */
export function heldFilters(db: ReadDb, filter: EventFilter): readonly EventFilter[] {
  if (!filter.terms.some(({ field }) => field === 'held')) return [];
  return db
    .prepare<[], string>(`SELECT filter FROM hold WHERE kind = 'filter' AND release_act IS NULL`)
    .pluck()
    .all()
    .map((text) => EventFilterSchema.parse(JSON.parse(text)));
}

function termCondition(term: FilterTerm, context: WhereContext): Fragment {
  const condition = CONDITIONS[term.field](term.values, context);
  return term.negated ? sql`NOT ifnull(${condition}, FALSE)` : condition;
}

type Condition = (values: readonly string[], context: WhereContext) => Fragment;

const CONDITIONS: Readonly<Record<FilterField, Condition>> = {
  text: (values) => textCondition(values),
  anywhere: (values) => anywhereCondition(values),
  category: (values) => sql`event.category IN (${list(values)})`,
  action: (values) => anyOf(values.map(actionCondition)),
  outcome: (values) => outcomeCondition(values),
  severity: (values) => severityCondition(values),
  actor: (values) =>
    sql`(event.actor_id IN (${list(values)}) OR event.actor_name IN (${list(values)}))`,
  target: (values, { span }) =>
    anyOf(values.map((value) => hasEntity(targetEntities(value), span))),
  service: (values, { span }) =>
    anyOf(values.map((value) => hasEntity(namedEntities('service', value), span))),
  source: (values) => sql`event.source IN (${list(values)})`,
  intent: (values) => sql`event.intent IN (${list(values)})`,
  error: (values) => yesNo(values, sql`(event.outcome = 'error' OR event.error_type IS NOT NULL)`),
  errorType: (values) => sql`event.error_type IN (${list(values)})`,
  ip: (values) => sql`event.ip IN (${list(values)})`,
  batch: (values) => sql`event.batch IN (${list(values.map(Number))})`,
  correlation: (values) => sql`event.correlation_id IN (${list(values)})`,
  flagged: (values, { span }) => yesNo(values, hasMark(sql`flag`, span)),
  held: (values, context) => yesNo(values, heldCondition(context)),
  noted: (values, { span }) => yesNo(values, hasMark(sql`note`, span)),
  reviewed: (values) =>
    yesNo(values, sql`(event.seq <= ${MARKED_SEQ} OR event.seq IN (${ACTS_SINCE}))`),
};

function anyOf(conditions: readonly Fragment[]): Fragment {
  return join(conditions, ' OR ', sql`FALSE`);
}

/** A question that only `yes` and `no` answer; both together ask for nothing. */
function yesNo(values: readonly string[], condition: Fragment): Fragment {
  if (values.includes('yes') && values.includes('no')) return sql`TRUE`;
  return values.includes('yes') ? condition : sql`NOT ifnull(${condition}, FALSE)`;
}

/** Held is what a hold names, what touched an entity on hold, and what a hold's filter matches. */
function heldCondition(context: WhereContext): Fragment {
  const named = sql`event.seq IN (SELECT held_event.seq FROM held_event
    JOIN hold ON hold.id = held_event.hold WHERE hold.release_act IS NULL)`;
  const entities = sql`SELECT entity FROM hold WHERE kind = 'entity' AND release_act IS NULL`;
  const matching = context.held.map((filter) => sql`(${whereClause(filter, context)})`);
  return anyOf([named, hasEntity(entities, context.span), ...matching]);
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

/**
 * The entities that a value of `target` means, as a query: an id, a name, or `type:id`. Types and
 * ids may have colons in them (`AWS::S3::Bucket:arn:aws:s3:::logs`), so every colon is tried.
 */
export function targetEntities(value: string): Fragment {
  const colons = [...value.matchAll(/:/gu)].slice(0, MOST_COLONS).map(({ index }) => index);
  return union([
    sql`SELECT id FROM entity WHERE key = ${value}`,
    sql`SELECT id FROM entity WHERE name = ${value}`,
    ...colons.map((colon) => {
      const [type, key] = [value.slice(0, colon), value.slice(colon + 1)];
      return sql`SELECT id FROM entity WHERE type = ${type} AND key = ${key}`;
    }),
  ]);
}

/** SQLite joins at most 500 queries. */
const MOST_COLONS = 100;

function union(queries: readonly Fragment[]): Fragment {
  return {
    text: queries.map(({ text }) => text).join(' UNION ALL '),
    values: queries.flatMap(({ values }) => values),
  };
}

/** The entities of one type that a value means by id or name, as a query. */
export function namedEntities(type: string, value: string): Fragment {
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
  return sql`event.seq IN (SELECT touched.seq ${rows} AND ${within(sql`touched.occurred_at`, span)})`;
}

/** Marks within a span of time are listed; otherwise each event is looked up among them. */
function hasMark(table: Fragment, span: TimeSpan | null): Fragment {
  return span
    ? sql`event.seq IN (SELECT mark.seq FROM ${table} AS mark
        WHERE ${within(sql`mark.occurred_at`, span)})`
    : sql`event.seq IN (SELECT seq FROM ${table})`;
}

function within(column: Fragment, { from, to }: TimeSpan): Fragment {
  const bounds: Fragment[] = [];
  if (from !== null) bounds.push(sql`${column} >= ${from}`);
  if (to !== null) bounds.push(sql`${column} <= ${to}`);
  return join(bounds, ' AND ', sql`TRUE`);
}
