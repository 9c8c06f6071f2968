import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../scripts/bench/options.ts';
import { SetupError } from '../../../scripts/setup-error.ts';

describe('parseOptions', () => {
  it.each([
    [[], [100_000, 1_000_000]],
    [['--events', '100k'], [100_000]],
    [
      ['--events', '1M'],
      [100_000, 1_000_000],
    ],
    [
      ['--events', '10m'],
      [100_000, 1_000_000, 10_000_000],
    ],
    [['--all'], [100_000, 1_000_000, 10_000_000]],
  ])('of %o measures %o', (args, sizes) => {
    expect(parseOptions(args)).toEqual({
      sizes,
      isFresh: false,
      isActs: false,
      isImports: false,
      isWindow: false,
    });
  });

  it('makes stores anew when asked to', () => {
    expect(parseOptions(['--fresh', '--events', '100k']).isFresh).toBe(true);
  });

  it('measures the window alone when asked to', () => {
    expect(parseOptions(['--window'])).toMatchObject({ isWindow: true, isActs: false });
  });

  it('measures importing alone when asked to', () => {
    expect(parseOptions(['--imports'])).toMatchObject({ isImports: true, isActs: false });
  });

  it.each([[['--events', '5m']], [['--quick']], [['10m']]])('refuses %o with the usage', (args) => {
    expect(() => parseOptions(args)).toThrow(SetupError);
    expect(() => parseOptions(args)).toThrow(/npm run bench -- /u);
  });
});
