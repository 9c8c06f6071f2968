import { describe, expect, it } from 'vitest';
import { packRaws } from '../../../src-main/store/queries/raw-blocks.ts';
import { Originals } from '../../../src-main/store/text/originals.ts';
import { failureOf } from '../support/files.ts';

const block = (...raws: (string | null)[]): Buffer =>
  packRaws(raws.map((raw) => (raw === null ? null : Buffer.from(raw))));

describe('originals as text', () => {
  it('are those of the event, folded, whichever was asked for before', () => {
    const originals = new Originals();
    const first = block('ONE Straße', null, '', 'Four');
    const second = block('Five');
    const ask = (): (string | null)[] => [
      originals.folded(1, 1, first),
      originals.folded(17, 17, second),
      originals.folded(2, 1, first),
      originals.folded(3, 1, first),
      originals.folded(4, 1, first),
      originals.folded(5, 1, first),
    ];
    const expected = ['one strasse', 'five', null, '', 'four', null];
    expect(ask()).toEqual(expected);
    expect(ask()).toEqual(expected);
  });

  it('are those of the block as it is now', () => {
    const originals = new Originals();
    expect(originals.folded(1, 1, block('before', 'kept'))).toBe('before');
    expect(originals.folded(1, 1, block(null, 'kept'))).toBe(null);
    expect(originals.folded(2, 1, block(null, 'kept'))).toBe('kept');
  });

  it('are right however many and large the blocks are', () => {
    const originals = new Originals();
    const blocks = Array.from({ length: 12 }, (_, index) =>
      block(`${index} `.repeat(400_000), `second of ${index}`),
    );
    for (let round = 0; round < 2; round += 1) {
      for (const [index, data] of blocks.entries()) {
        expect(originals.folded(index * 16 + 2, index * 16 + 1, data)).toBe(`second of ${index}`);
      }
    }
  });

  it('that are damaged are reported, not passed over', () => {
    const damaged = Buffer.from('no deflated block');
    expect(failureOf(() => new Originals().folded(1, 1, damaged)).code).toBe('STORE_CORRUPT');
  });
});
