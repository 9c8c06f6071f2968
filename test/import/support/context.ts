import type { MapContext } from '../../../src-main/import/mappings/mapping.ts';
import type { TimeRule } from '../../../src-main/import/mappings/time-forms.ts';

/** A moment after all real records, so that none of their times is odd. */
const NOW = Date.UTC(2026, 10, 1);

/** Times as they are read unless the operator says otherwise. */
export const TIMES: TimeRule = { zone: 'UTC', dateOrder: null, newest: NOW, now: NOW };

/** What a mapping is told of a small JSON record. */
export const CONTEXT: MapContext = { times: TIMES, rawBytes: 1_000, isText: false };
