import { isEverything } from '#shared/model/event-filter.ts';
import { toEventJson } from '#shared/model/event-json.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Page } from '../../store/store-api.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, FILTER_OPTIONS, filterOf } from '../options/filter-options.ts';
import { PAGING_OPTIONS, pagingOf } from '../options/paging-options.ts';
import type { Paging } from '../options/paging-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { eventTableLines } from '../print/event-table.ts';
import { counted, formatCount, zoneName } from '../print/format.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { styled } from '../print/style.ts';

export const queryCommand: Command = {
  name: 'query',
  summary: 'List the events that match a filter',
  operands: '',
  notes: FILTER_NOTES,
  options: [...FILTER_OPTIONS, ...PAGING_OPTIONS],
  examples: [
    ['query --last 24h', 'the newest events of the last day'],
    ['query --actor alice --outcome failure', 'what alice did not manage to do'],
    ['query --text DeleteTrail --severity ">=error"', 'serious ones that mention DeleteTrail'],
    ['query --action "user.*" --limit 500 --json', '{"items": […], "total": n, "nextCursor": …}'],
  ],

  run(options) {
    noOperands(options);
    const filter = filterOf(options, Date.now());
    const paging = pagingOf(options);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const page = finish(reads.page({ filter, ...paging }));
      const total = finish(reads.total(filter));
      if (options.has('json')) {
        const { limit, offset } = paging;
        const { items, nextCursor } = page;
        printJson({ items: items.map(toEventJson), total, limit, offset, nextCursor });
      } else {
        printLines(
          page.items.length === 0
            ? nothing(total, isEverything(filter))
            : table(page, total, paging),
        );
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};

const ORDER_WORDS = {
  newest: 'newest first',
  oldest: 'oldest first',
  recorded: 'last recorded first',
} as const;

function table({ items, nextCursor }: Page, total: number, paging: Paging): string[] {
  const { offset, cursor, order, limit } = paging;
  const first = formatCount(offset + 1);
  const last = formatCount(offset + items.length);
  const shown =
    cursor === null
      ? `${first}–${last} of ${counted(total, 'event')}`
      : `${counted(items.length, 'event')} of ${formatCount(total)}`;
  const next =
    nextCursor === null
      ? ''
      : cursor === null
        ? ` Next page: --offset ${offset + limit}`
        : ` Next page: --cursor ${nextCursor}`;
  const footer = `${shown}, ${ORDER_WORDS[order]}; times in ${zoneName()}.${next}`;
  return [...eventTableLines(items, outputWidth()), '', styled('dim', footer)];
}

function nothing(total: number, isEverythingMeant: boolean): string[] {
  if (total > 0) return [`There are only ${counted(total, 'event')}; take a smaller --offset.`];
  return isEverythingMeant
    ? ['The store holds no events yet. Bring some in with: annals import FILE…']
    : ['No events match. Take a filter away, or widen --last.'];
}
