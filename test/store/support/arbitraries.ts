import fc from 'fast-check';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { FILTER_FIELDS, YES_NO } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import { ACTOR_TYPES, OUTCOMES, SEVERITIES, SOURCES } from '#shared/model/vocabulary.ts';

/** Few words, so that random filters meet random events; all that is special to SQL and LIKE. */
const WORDS = [
  ...String.raw`a A ab B seller SELLER service s3 1 : * . >= % _ \ " ' '' -- ; ? $1 [ ,`.split(' '),
  ...'ä Ä É é ß ẞ İ ı \u212A Σ ς 日 \u{1F642} \uD800 \uFFFD \0 \n'.split(' '),
  ' ',
];

const words = (minLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { minLength, maxLength: 3 }).map((parts) => parts.join(''));

const name = words(1);
const optional = fc.option(words(0), { freq: 2 });
const count = fc.option(fc.nat({ max: 3 }));
const json = fc.dictionary(words(0), fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<string>, {
  maxKeys: 2,
});

/** Few moments, so that many events share one; zero and negative ones too. */
const moment = fc.constantFrom(-62_135_596_800_000, -1_000, -1, 0, 1, 2, 1_700_000_000_000);

const target = fc.record({
  type: fc.constantFrom('seller', 'service', 'a', 'a:b'),
  id: fc.oneof({ arbitrary: fc.constantFrom('s3', 'b:c', 'x', 'a'), weight: 4 }, name),
  name: fc.option(name),
});

/** Any event that may be recorded. */
export const newEvent: fc.Arbitrary<NewEvent> = fc.record({
  occurredAt: moment,
  category: fc.constantFrom('auth', 'data', 'Ä'),
  action: fc.oneof(fc.constantFrom('seller.flag', 'sell', 'sellä', 'sell\u{1F642}'), name),
  outcome: fc.constantFrom(...OUTCOMES),
  severity: fc.constantFrom(...SEVERITIES),
  source: fc.constantFrom(...SOURCES),
  actorId: optional,
  actorName: optional,
  actorType: fc.option(fc.constantFrom(...ACTOR_TYPES)),
  targets: fc.array(target, { maxLength: 3 }),
  intent: optional,
  message: words(0),
  changes: fc.option(fc.record({ old: json, new: json })),
  metadata: json,
  affectedCount: count,
  totalCount: count,
  durationMs: count,
  ip: fc.option(fc.constantFrom('192.0.2.1', '2001:db8::1')),
  userAgent: optional,
  host: optional,
  sessionId: optional,
  correlationId: optional,
  errorType: optional,
  errorMessage: optional,
  stackTrace: optional,
  sensitive: fc.boolean(),
});

const FIELD_VALUES: Readonly<Partial<Record<FilterField, fc.Arbitrary<string>>>> = {
  category: fc.constantFrom('auth', 'data', 'Ä', 'task'),
  action: fc.oneof(fc.constantFrom('seller.*', 'sell*', '*', 'seller.flag', 's*'), name),
  outcome: fc.constantFrom(...OUTCOMES),
  severity: fc.constantFrom(...SEVERITIES, ...SEVERITIES.map((severity) => `>=${severity}`)),
  source: fc.constantFrom(...SOURCES),
  target: fc.oneof(
    {
      arbitrary: fc.constantFrom(
        'seller:s3',
        'service:x',
        'a:b:c',
        'a:b:x',
        'a:b:b:c',
        's3',
        ':s3',
        'a:',
      ),
      weight: 4,
    },
    name,
  ),
  service: fc.oneof({ arbitrary: fc.constantFrom('s3', 'x'), weight: 4 }, name),
  ip: fc.constantFrom('192.0.2.1', '2001:db8::1', '192.0.2'),
  error: fc.constantFrom(...YES_NO),
  flagged: fc.constantFrom(...YES_NO),
  held: fc.constantFrom(...YES_NO),
  noted: fc.constantFrom(...YES_NO),
  reviewed: fc.constantFrom(...YES_NO),
  batch: fc.constantFrom('1', '2', '9007199254740993'),
};

/** One condition of a filter. */
export const filterTerm: fc.Arbitrary<FilterTerm> = fc
  .constantFrom(...FILTER_FIELDS, ...(['text', 'text', 'action', 'target', 'target'] as const))
  .chain((field) =>
    fc.record({
      field: fc.constant(field),
      values: fc.array(FIELD_VALUES[field] ?? name, { minLength: 1, maxLength: 2 }),
      negated: fc.boolean(),
    }),
  );

/** Any filter, most of them with few conditions. */
export const eventFilter: fc.Arbitrary<EventFilter> = fc.record({
  from: fc.option(moment, { freq: 1 }),
  to: fc.option(moment, { freq: 1 }),
  terms: fc.array(filterTerm, { maxLength: 3 }),
});
