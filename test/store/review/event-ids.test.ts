import { describe, expect, it } from 'vitest';
import { makeEvent } from '../../support/make-event.ts';
import { failureOf } from '../support/files.ts';
import { reviewedStore } from './support.ts';

describe('events that people name', () => {
  it('are found by id or by number, in the order named', () => {
    const { reads } = reviewedStore(3);
    expect(reads.seqsOf(['e-3', '1', 'e-2', 'e-2'])).toEqual([3, 1, 2, 2]);
    expect(reads.seqsOf([])).toEqual([]);
  });

  it('are those with that id where a number is one', () => {
    const { reads, writes } = reviewedStore(3);
    writes.record([makeEvent({ id: '2' })]);
    expect(reads.seqsOf(['2', '3'])).toEqual([4, 3]);
  });

  it('are named in the error if they are not there', () => {
    const { reads } = reviewedStore(3);
    const names = ['e-1', '4', '9'.repeat(30), `e-2' OR '1'='1`, '-1', '1.0', '01x'];
    expect(failureOf(() => reads.seqsOf(names))).toMatchObject({
      code: 'NOT_FOUND',
      message: `The store does not have 6 events: 4, ${'9'.repeat(30)}, e-2' OR '1'='1 and 3 more.`,
    });
  });
});
