import { useEffect, useState } from 'react';
import { filterKey } from '#shared/model/filter-fields.ts';
import type { Facet, FacetField } from '#shared/model/facets.ts';
import { useApp, useAppState } from '../state/app-context.tsx';

/** As many as main gives: what is typed is looked for among them. */
const MAX_VALUES = 1_000;

/** Values of a field in the trail. */
export interface FacetValues {
  /** The most frequent first; null while none were read. */
  readonly facet: Facet | null;
  readonly isReading: boolean;
}

/** What came of one request. */
interface Answer {
  readonly request: string;
  readonly field: FacetField;
  readonly facet: Facet | null;
}

/**
 * The values of a field among the events that the other conditions let through, with counts. A
 * request that nobody waits for any more is cancelled; the answer before stays until the next.
 */
export function useFacetValues(field: FacetField | null): FacetValues {
  const { client } = useApp();
  const asked = useAppState((state) => state.filter);
  const epoch = useAppState((state) => state.epoch);
  const [answer, setAnswer] = useState<Answer | null>(null);
  // The counts of a field ignore its own conditions, which change while they are typed.
  const filter = { ...asked, terms: asked.terms.filter((term) => term.field !== field) };
  const request = field === null ? null : JSON.stringify([epoch, field, filterKey(filter)]);

  useEffect(() => {
    if (request === null || field === null) return;
    const calling = new AbortController();
    const take = (facet: Facet | null): void => {
      if (!calling.signal.aborted) setAnswer({ request, field, facet });
    };
    const input = { filter, fields: [field], limit: MAX_VALUES };
    client.call('history.facets', input, calling.signal).then(
      ({ fields }) => take(fields[0] ?? null),
      // Not worth a message: the values can be typed.
      () => take(null),
    );
    return () => calling.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the request says all of the filter
  }, [client, request]);

  return {
    facet: answer?.field === field ? answer.facet : null,
    isReading: request !== null && answer?.request !== request,
  };
}
