import { ENTITY_ORDERS, EntitiesRequest } from '#shared/model/entity.ts';
import type { EntityPage } from '#shared/model/entity.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { wordOption } from '../options/bounded-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { PAGE_BOUNDS, sliceOf, sliceOptions } from '../options/paging-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { entityJson } from '../print/answer-json.ts';
import { entityTableLines } from '../print/entity-table.ts';
import { counted, formatCount, zoneName } from '../print/format.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { styled } from '../print/style.ts';

export const entitiesCommand: Command = {
  name: 'entities',
  summary: 'List the things that events touched',
  operands: '',
  notes: [
    'Everything that was ever a target of an event, with its type, id, name and number of events.',
    '`annals query --target TYPE:ID` lists the events of one.',
  ],
  options: [
    {
      name: 'type',
      value: 'TYPE',
      help: 'Only of this type; event and hold are listed only so',
      group: 'Filter',
    },
    {
      name: 'search',
      value: 'TEXT',
      help: 'Only with this text in type, id or name; any case',
      group: 'Filter',
    },
    {
      name: 'flagged',
      value: null,
      isYesNo: true,
      help: 'Only flagged ones (or --flagged=no)',
      group: 'Filter',
    },
    ...sliceOptions(PAGE_BOUNDS, 'entities'),
    {
      name: 'order',
      value: 'ORDER',
      help: 'events (default): most events first; recent: last seen first; name',
      group: 'Paging',
    },
  ],
  examples: [
    ['entities', 'what most events are about'],
    ['entities --type service --order name', 'all services'],
    ['entities --search acme --flagged --json', '{"items": […], "total": n, …}'],
  ],

  run(options) {
    noOperands(options);
    const request = requestOf(options);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const found = finish(reads.entities(request));
      const { limit, offset } = request;
      if (options.has('json')) {
        const { items, total } = found;
        printJson({ items: items.map(entityJson), total, limit, offset });
      } else {
        printLines(found.items.length === 0 ? [nothing(found, request)] : table(found, request));
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};

/** @throws AnnalsError INVALID_INPUT naming the option */
function requestOf(options: Options): EntitiesRequest {
  const flagged = wordOption(options, 'flagged', ['yes', 'no', 'any'], 'any');
  const request = EntitiesRequest.safeParse({
    type: options.one('type') ?? null,
    search: options.one('search') ?? '',
    flagged: flagged === 'any' ? null : flagged === 'yes',
    order: wordOption(options, 'order', ENTITY_ORDERS, 'events'),
    ...sliceOf(options, PAGE_BOUNDS),
  });
  if (request.success) return request.data;
  const [issue] = request.error.issues;
  throw usageError(`--${String(issue?.path[0])}: ${issue?.message ?? 'not valid'}.`);
}

const ORDER_WORDS: Readonly<Record<EntitiesRequest['order'], string>> = {
  events: 'most events first',
  recent: 'last seen first',
  name: 'by name',
};

function table({ items, total }: EntityPage, { order, offset, limit }: EntitiesRequest): string[] {
  const first = formatCount(offset + 1);
  const last = formatCount(offset + items.length);
  const isLast = offset + items.length >= total;
  const next = isLast ? '' : ` Next page: --offset ${offset + limit}`;
  const all = counted(total, 'entity', 'entities');
  const footer = `${first}–${last} of ${all}, ${ORDER_WORDS[order]}; times in ${zoneName()}.${next}`;
  return [...entityTableLines(items, outputWidth()), '', styled('dim', footer)];
}

function nothing({ total }: EntityPage, { type, search, flagged }: EntitiesRequest): string {
  if (total > 0) {
    return `There are only ${counted(total, 'entity', 'entities')}; take a smaller --offset.`;
  }
  return type === null && search === '' && flagged === null
    ? 'No event has touched anything yet. Bring some in with: annals import FILE…'
    : 'Nothing matches. Take --type, --search or --flagged away.';
}
