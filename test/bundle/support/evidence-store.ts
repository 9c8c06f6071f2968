import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { makeEvent, makeEvents, makeImported } from '../../support/make-event.ts';
import { all, openStore } from '../../support/temp-store.ts';
import type { StorePlace, TempStore } from '../../support/temp-store.ts';
import { OPERATOR } from './bundle.ts';

/** The filter that one category makes. */
export function inCategory(category: string): EventFilter {
  return { ...EVERYTHING, terms: [{ field: 'category', values: [category], negated: false }] };
}

/** Takes away all events that match, as an operator does. */
export function pruneAll({ reads, writes }: TempStore, filter: EventFilter): void {
  const scope = { filter, before: null, keepNewest: null, minAgeDays: 0 };
  const { plan } = all(reads.planPrune({ scope, action: 'prune' }));
  all(writes.applyPrune({ plan, archive: null, operator: OPERATOR }));
}

/**
 * Fills a store with everything that a bundle can hold: recorded and imported events, originals that
 * are no text, marks, holds, and two prunes whose events lie between the others. Category `case`
 * is spread over all of it.
 */
export function fillEvidence(place: StorePlace): void {
  const store = openStore(place);
  const { writes } = store;
  const importAll = (name: string, ids: readonly number[], category: string): void => {
    const { batch } = writes.beginImport({ operator: OPERATOR, title: name, files: [name] });
    const events = ids.map((id) => {
      const { event, raw } = makeImported(`${name}-${id}`, `{"record":${id},"é":"\u0007"}`, {
        category,
        targets: [{ type: 'seller', id: 's-1', name: 'Acme “1”' }],
        metadata: { deep: { list: [1, 'x', null] } },
        changes: { old: { a: 1 }, new: { a: 2 } },
      });
      return { event, raw: id % 5 === 0 ? Buffer.from([0xff, id, 0x00, 0x0a]) : raw };
    });
    writes.appendImport({ batch, events, rejected: 0 });
    writes.finishImport({ batch, outcome: 'done', format: 'test' });
  };
  const ids = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  writes.record(makeEvents(5, { category: 'other' }));
  for (let round = 0; round < 6; round += 1) {
    writes.record([makeEvent({ category: 'case', message: 'odd \u{202E} text \u0007 “é”' })]);
    writes.record(makeEvents(4, { category: round % 2 === 0 ? 'stale' : 'older' }));
    writes.record([makeEvent({ category: 'case' }), makeEvent({ category: 'other' })]);
  }
  importAll('a', ids(30), 'case');
  pruneAll(store, inCategory('stale'));
  importAll('b', ids(10), 'other');
  writes.record(makeEvents(3, { category: 'case' }));
  pruneAll(store, inCategory('older'));
  const selection = { filter: inCategory('case') };
  writes.flagEvents({ selection, flagged: true, note: 'look at these', operator: OPERATOR });
  writes.addNote({ seq: 6, text: 'It was me.\nReally.', operator: OPERATOR });
  writes.placeHold({ selection, reason: 'case 7', operator: OPERATOR });
  writes.record(makeEvents(2, { category: 'other' }));
  store.close();
}
