import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { LensKeeper } from '../../src-main/session/lens-keeper.ts';

/** Longer than the keeper waits for the trail to come to rest. */
const REST_MS = 5_000;

interface Reader {
  /** How often the lens was to be prepared. */
  readonly asked: () => number;
  readonly keeper: LensKeeper;
  /** Ends the preparation that is under way. */
  readonly answer: (error?: Error) => Promise<void>;
}

/** A keeper over a reader that answers when it is told to, and at once if it is cancelled. */
function makeKeeper(): Reader {
  let asked = 0;
  let settle: (error?: Error) => void = () => undefined;
  const keeper = new LensKeeper((signal) => {
    asked += 1;
    return new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve());
      signal.addEventListener('abort', () => reject(new AnnalsError('CANCELLED', 'Ended.')));
    });
  });
  return {
    asked: () => asked,
    keeper,
    answer: async (error) => {
      settle(error);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('keeping the lens', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('prepares it at once', () => {
    expect(makeKeeper().asked()).toBe(1);
  });

  it('prepares it again when the trail has changed and come to rest, once for many changes', async () => {
    const { keeper, asked, answer } = makeKeeper();
    await answer();
    for (let change = 0; change < 20; change += 1) {
      keeper.trailChanged();
      await vi.advanceTimersByTimeAsync(250);
    }
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked()).toBe(2);
  });

  it('never prepares it twice at the same time', async () => {
    const { keeper, asked, answer } = makeKeeper();
    keeper.trailChanged();
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked()).toBe(1);
    await answer();
    expect(asked()).toBe(2);
  });

  it('stops at once, and prepares nothing from then on', async () => {
    const complain = vi.spyOn(console, 'error');
    const { keeper, asked } = makeKeeper();
    keeper.trailChanged();
    await keeper.stop();
    keeper.trailChanged();
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked()).toBe(1);
    expect(complain).not.toHaveBeenCalled();
  });

  it('tells the terminal of a failure once, and goes on trying', async () => {
    const complain = vi.spyOn(console, 'error').mockReturnValue();
    const { keeper, asked, answer } = makeKeeper();
    const error = new AnnalsError('STORE_CORRUPT', 'Damaged.');
    for (let round = 1; round <= 3; round += 1) {
      await answer(error);
      keeper.trailChanged();
      await vi.advanceTimersByTimeAsync(REST_MS);
      expect(asked()).toBe(round + 1);
    }
    expect(complain.mock.calls).toEqual([[error]]);
  });
});
