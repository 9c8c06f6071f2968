import { severitiesOf } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Fragment } from '../sql/fragment.ts';
import { heldFilters, namedEntities, targetEntities } from '../queries/where-clause.ts';
import { actsSince, markedSeq } from '../review/reviewed.ts';
import { REVIEW, REVIEW_VALUES } from './chunk.ts';
import type { ActorDictionary, Dictionaries, TextDictionary } from './dictionaries.ts';
import { KINDS, wordsOfKind } from './kind.ts';
import { COLUMN } from './rows.ts';

/**
 * A filter as the lens evaluates it: for each term, tables that say which codes of a column match.
 * The meaning is that of where-clause.ts; a property test holds the two together.
 */

/** A table of a column's codes, of the review bits, some seqs, or a whole filter (that of a hold). */
export type Leaf =
  | { readonly kind: 'column'; readonly column: number; readonly table: Uint8Array }
  | { readonly kind: 'review'; readonly table: Uint8Array }
  /** Events up to a seq, and some after it. */
  | { readonly kind: 'recorded'; readonly upToSeq: number; readonly more: ReadonlySet<number> }
  | { readonly kind: 'plan'; readonly plan: Plan };

/** True for a row if one of its leaves is; or, negated, if none is. */
export interface PlanTerm {
  readonly leaves: readonly Leaf[];
  readonly negated: boolean;
}

export interface Plan {
  readonly from: number | null;
  readonly to: number | null;
  readonly terms: readonly PlanTerm[];
  /** Terms that only the rows themselves can answer: text and what is not in the lens. */
  readonly rowTerms: readonly FilterTerm[];
}

/** Fields that the lens has no column for. */
const ROW_FIELDS: ReadonlySet<FilterField> = new Set<FilterField>([
  'text',
  'anywhere',
  'correlation',
]);

/** Terms that were compiled for one snapshot: filters of one question share most of them. */
export type CompiledTerms = Map<string, PlanTerm>;
const MOST_COMPILED = 256;

/** Compiles a filter against the dictionaries as they are now. */
export function planOf(
  db: ReadDb,
  dictionaries: Dictionaries,
  filter: EventFilter,
  compiled: CompiledTerms,
): Plan {
  const context: Context = { db, dictionaries, compiled, held: heldFilters(db, filter) };
  const isHeldByRows = context.held.some(asksRows);
  const isRowTerm = ({ field }: FilterTerm): boolean =>
    ROW_FIELDS.has(field) || (field === 'held' && isHeldByRows);
  return {
    from: filter.from,
    to: filter.to,
    terms: filter.terms
      .filter((term) => !isRowTerm(term))
      .map((term) => compileTerm(term, context)),
    rowTerms: filter.terms.filter(isRowTerm),
  };
}

function compileTerm({ field, values, negated }: FilterTerm, context: Context): PlanTerm {
  const key = JSON.stringify([field, values, negated]);
  const known = context.compiled.get(key);
  if (known) return known;
  // SQLite takes half a surrogate pair for U+FFFD, in what is stored as in what is asked for.
  const wellFormed = values.map((value) => value.toWellFormed());
  const term = { leaves: LEAVES[field](wellFormed, context), negated };
  if (context.compiled.size >= MOST_COMPILED) context.compiled.clear();
  context.compiled.set(key, term);
  return term;
}

/** True if the lens cannot answer all of a filter. */
function asksRows(filter: EventFilter): boolean {
  return filter.terms.some(({ field }) => ROW_FIELDS.has(field));
}

interface Context {
  readonly db: ReadDb;
  readonly dictionaries: Dictionaries;
  readonly compiled: CompiledTerms;
  readonly held: readonly EventFilter[];
}

type LeavesOf = (values: readonly string[], context: Context) => readonly Leaf[];

const LEAVES: Readonly<Record<FilterField, LeavesOf>> = {
  text: notInLens,
  anywhere: notInLens,
  correlation: notInLens,
  category: oneOf('category'),
  action: (values, { dictionaries }) => [
    text('action', dictionaries.action, (action) =>
      values.some((value) =>
        value.endsWith('*') ? action.startsWith(value.slice(0, -1)) : action === value,
      ),
    ),
  ],
  outcome: (values) => [kind(({ outcome }) => values.includes(outcome))],
  severity: (values) => {
    const wanted = new Set<string>(values.flatMap(severitiesOf));
    return [kind(({ severity }) => wanted.has(severity))];
  },
  source: (values) => [kind(({ source }) => values.includes(source))],
  actor: (values, { dictionaries }) => [
    text('actor', dictionaries.actor, (part) => values.includes(part)),
  ],
  target: (values, context) => [touching(values.map(targetEntities), context)],
  service: (values, context) => [
    touching(
      values.map((value) => namedEntities('service', value)),
      context,
    ),
  ],
  intent: oneOf('intent'),
  error: (values, { dictionaries }) =>
    yesNo(values, [
      kind(({ outcome }) => outcome === 'error'),
      text('errorType', dictionaries.errorType, () => true),
    ]),
  errorType: oneOf('errorType'),
  ip: oneOf('ip'),
  batch: (values, { dictionaries }) => {
    const wanted = new Set(values.map(Number));
    return [text('batch', dictionaries.batch, (batch) => wanted.has(Number(batch)))];
  },
  flagged: (values) => yesNo(values, [review(REVIEW.flagged)]),
  held: (values, context) => {
    const onHold = context.db
      .prepare<[], number>(`SELECT entity FROM hold WHERE kind = 'entity' AND release_act IS NULL`)
      .pluck()
      .all();
    const matching = context.held.map((filter): Leaf => ({
      kind: 'plan',
      plan: planOf(context.db, context.dictionaries, filter, context.compiled),
    }));
    return yesNo(values, [review(REVIEW.held), entities(new Set(onHold), context), ...matching]);
  },
  noted: (values) => yesNo(values, [review(REVIEW.noted)]),
  reviewed: (values, { db }) =>
    yesNo(values, [{ kind: 'recorded', upToSeq: markedSeq(db), more: actsSince(db) }]),
};

function notInLens(): never {
  throw new Error('this field is answered from the rows');
}

function oneOf(column: 'category' | 'intent' | 'errorType' | 'ip'): LeavesOf {
  return (values, { dictionaries }) => [
    text(column, dictionaries[column], (value) => values.includes(value)),
  ];
}

function text(
  column: keyof typeof COLUMN,
  dictionary: TextDictionary | ActorDictionary,
  passes: (text: string) => boolean,
): Leaf {
  return { kind: 'column', column: COLUMN[column], table: dictionary.table(passes) };
}

function kind(passes: (words: ReturnType<typeof wordsOfKind>) => boolean): Leaf {
  const table = Uint8Array.from({ length: KINDS }, (_, code) =>
    passes(wordsOfKind(code)) ? 1 : 0,
  );
  return { kind: 'column', column: COLUMN.kind, table };
}

function review(bit: number): Leaf {
  const table = Uint8Array.from({ length: REVIEW_VALUES }, (_, bits) => ((bits & bit) > 0 ? 1 : 0));
  return { kind: 'review', table };
}

function touching(queries: readonly Fragment[], context: Context): Leaf {
  const found = queries.flatMap((query) =>
    context.db
      .prepare<unknown[], number>(query.text)
      .pluck()
      .all(...query.values),
  );
  return entities(new Set(found), context);
}

function entities(wanted: ReadonlySet<number>, { dictionaries }: Context): Leaf {
  return { kind: 'column', column: COLUMN.targets, table: dictionaries.targets.table(wanted) };
}

/** `no` is the complement of `yes`; both together are everything. */
function yesNo(values: readonly string[], yes: readonly Leaf[]): readonly Leaf[] {
  const plan = (terms: readonly PlanTerm[]): Leaf => ({
    kind: 'plan',
    plan: { from: null, to: null, terms, rowTerms: [] },
  });
  if (values.includes('yes') && values.includes('no')) return [plan([])];
  return values.includes('yes') ? yes : [plan([{ leaves: yes, negated: true }])];
}
