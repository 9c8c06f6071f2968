import fc from 'fast-check';
import { describe, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { isoText } from '../../src-main/export/time-text.ts';

describe('the text of a time', () => {
  it('is that of every other place, from the first year to the last', () => {
    const time = fc.oneof(
      fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      fc.constantFrom(EARLIEST_MS, LATEST_MS, -1, 0, 1, -86_400_000, 86_399_999),
    );
    fc.assert(
      fc.property(time, (ms) => isoText(ms) === formatIsoTime(ms)),
      { numRuns: 2_000 },
    );
  });
});
