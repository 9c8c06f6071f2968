import { deflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { RAW_BLOCK_EVENTS, packRaws, unpackRaws } from '../../src-main/store/queries/raw-blocks.ts';

const raw = fc.option(fc.uint8Array({ maxLength: 300 }), { freq: 3 });
const bytesOf = (raws: readonly (Uint8Array | null)[]): (number[] | null)[] =>
  raws.map((one) => one && [...one]);

describe('a block of originals', () => {
  test.prop([fc.array(raw, { maxLength: RAW_BLOCK_EVENTS })])(
    'unpacks as it was packed, byte for byte',
    (raws) => {
      expect(bytesOf(unpackRaws(packRaws(raws)))).toEqual(bytesOf(raws));
    },
  );

  it('tells no original from an empty one', () => {
    expect(bytesOf(unpackRaws(packRaws([null, new Uint8Array(), null])))).toEqual([null, [], null]);
  });

  it('holds large originals', () => {
    const large = Buffer.alloc(4 * 1024 * 1024, 'ab');
    const [first, second] = unpackRaws(packRaws([large, Buffer.from('x')]));
    expect(first?.equals(large)).toBe(true);
    expect(second?.toString()).toBe('x');
  });

  it.each([
    ['no deflated data', Buffer.from('plain text')],
    ['nothing', Buffer.alloc(0)],
    ['cut off', packRaws([Buffer.alloc(500, 1)]).subarray(0, 5)],
    ['an original shorter than it says', deflateRawSync(Buffer.from([0, 0, 0, 9, 1]))],
    ['half a length', deflateRawSync(Buffer.from([0, 0]))],
  ])('is refused when it is %s', (_, data) => {
    expect(() => unpackRaws(data)).toThrow();
  });
});
