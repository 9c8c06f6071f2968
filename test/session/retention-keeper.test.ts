import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetentionKeeper } from '../../src-main/session/retention-keeper.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('applying the rules of retention', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
  });

  it('happens a minute after opening and then daily, also after it has failed', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    let applied = 0;
    const keeper = new RetentionKeeper(() => {
      applied += 1;
      return applied === 1 ? Promise.reject(new Error('a full disk')) : Promise.resolve();
    });
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
    expect(applied).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(applied).toBe(1);
    expect(said).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3 * DAY_MS);
    expect(applied).toBe(4);
    await keeper.stop();
    await vi.advanceTimersByTimeAsync(3 * DAY_MS);
    expect(applied).toBe(4);
    said.mockRestore();
  });

  it('is ended by closing the store, which waits for it', async () => {
    let hasEnded = false;
    const keeper = new RetentionKeeper(
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            hasEnded = true;
            reject(new Error('ended'));
          });
        }),
    );
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await keeper.stop();
    expect(hasEnded).toBe(true);
  });
});
