import { isEverything } from '#shared/model/event-filter.ts';
import { FACET_FIELDS } from '#shared/model/facets.ts';
import type { FacetField } from '#shared/model/facets.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { prepareLens } from '../lens.ts';
import { integerOption } from '../options/bounded-options.ts';
import { closest } from '#shared/text/closest.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions } from '../options/filter-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { optionOfField, splitList } from '../options/term-options.ts';
import { facetsJson } from '../print/answer-json.ts';
import { facetTableLines } from '../print/facet-tables.ts';
import { NO_EVENTS, NO_MATCH } from '../print/nothing.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';

/** What a person can take in of each field; programs get all that there may be. */
const SHOWN_VALUES = 10;

const FIELD_NAMES = FACET_FIELDS.map(optionOfField);

export const facetsCommand: Command = {
  name: 'facets',
  summary: 'Count the events that match a filter by their values',
  operands: '',
  notes: [
    'Counts of a field ignore the filter’s own conditions on that field, so that they say what',
    'another choice would give.',
    `Fields: ${FIELD_NAMES.slice(0, 10).join(', ')},`,
    `${FIELD_NAMES.slice(10).join(', ')}.`,
    '',
    ...FILTER_NOTES,
  ],
  options: [
    ...filterOptions(),
    {
      name: 'field',
      value: 'A,B',
      help: 'Only these fields (default: all)',
      group: 'Facets',
    },
    {
      name: 'limit',
      value: 'N',
      help: `At most N values of each field (1–${LIMITS.facetValues}, default ${SHOWN_VALUES}; with --json ${LIMITS.facetValues})`,
      group: 'Facets',
    },
  ],
  examples: [
    ['facets', 'what there is in the store'],
    ['facets --field actor,action --outcome failure', 'who fails, and at what'],
    ['facets --field service --last 30d --json', '{"fields": {"service": […]}, …}'],
  ],

  run(options) {
    noOperands(options);
    const filter = filterOf(options, Date.now());
    const fields = fieldsOf(options);
    const isJson = options.has('json');
    const limit =
      integerOption(options, 'limit', 1, LIMITS.facetValues) ??
      (isJson ? LIMITS.facetValues : SHOWN_VALUES);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      // What a field counts, its own conditions cannot narrow down.
      const isAsked = new Set<string>(fields);
      const terms = filter.terms.filter(({ field }) => !isAsked.has(field));
      prepareLens(reads, { ...filter, terms });
      const facets = finish(reads.facets({ filter, fields, limit }));
      if (isJson) {
        printJson(facetsJson(facets));
      } else {
        const lines = facetTableLines(facets, outputWidth());
        printLines(lines.length > 0 ? lines : [isEverything(filter) ? NO_EVENTS : NO_MATCH]);
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};

/** The fields that are asked for, as options (`error-type`) or as JSON (`errorType`) name them. */
function fieldsOf(options: Options): FacetField[] {
  const names = options.all('field').flatMap(splitList);
  const fields = names.map((name) => {
    const field = FACET_FIELDS.find((each) => each === name || optionOfField(each) === name);
    if (field) return field;
    const meant = closest(name, FIELD_NAMES);
    throw usageError(
      `--field: “${name}” is not one of ${FIELD_NAMES.join(', ')}.`,
      meant === null ? '' : `Did you mean ${meant}?`,
    );
  });
  return fields.length === 0 ? [...FACET_FIELDS] : [...new Set(fields)];
}
