/** What the page saw while it was watched. Times in milliseconds. */
export interface Watched {
  /** Between two frames, each. */
  readonly frames: readonly number[];
  /** How long rows in view stood without their content, each that did. */
  readonly blanks: readonly number[];
  /** Rows in the page at once, at most, the header among them. */
  readonly mounted: number;
}

/** What {@link beginWatching} leaves in the page. */
interface Watch {
  readonly stop: () => Watched;
}

/**
 * Begins to watch frames and rows. Runs in the page, so that it stands alone.
 * A row is blank from the first frame in which it is in view without content to the first in which
 * it has some or has left; so is a stretch of the view that no row covers at all.
 */
export function beginWatching(): void {
  const frames: number[] = [];
  const blanks: number[] = [];
  const blankSince = new Map<string, number>();
  let mounted = 0;
  let last = performance.now();
  let next = 0;

  const blankNow = (grid: Element): Set<string> => {
    const blank = new Set<string>();
    const rows = [...grid.querySelectorAll<HTMLElement>('[data-index]')];
    mounted = Math.max(mounted, rows.length + 1);
    const height = rows[0]?.offsetHeight ?? 1;
    const top = grid.scrollTop;
    const bottom = top + grid.clientHeight - height;
    let covered = 0;
    for (const row of rows) {
      const at = Number(/translateY\((-?[\d.]+)px\)/u.exec(row.style.transform)?.[1]);
      if (at + height <= top || at >= bottom) continue;
      covered += 1;
      if (row.getAttribute('aria-busy') === 'true') blank.add(row.dataset['index'] ?? '');
    }
    if (covered < Math.floor((bottom - top) / height)) blank.add('uncovered');
    return blank;
  };

  const look = (now: number): void => {
    frames.push(now - last);
    last = now;
    const grid = document.querySelector('[role="grid"]');
    const blank = grid ? blankNow(grid) : new Set<string>();
    for (const [row, since] of blankSince) {
      if (blank.has(row)) continue;
      blanks.push(now - since);
      blankSince.delete(row);
    }
    for (const row of blank) if (!blankSince.has(row)) blankSince.set(row, now);
    next = requestAnimationFrame(look);
  };
  next = requestAnimationFrame((now) => {
    last = now;
    next = requestAnimationFrame(look);
  });
  const watch: Watch = {
    stop: () => {
      cancelAnimationFrame(next);
      const now = performance.now();
      return {
        frames,
        blanks: [...blanks, ...[...blankSince.values()].map((at) => now - at)],
        mounted,
      };
    },
  };
  Object.assign(globalThis, { annalsWatch: watch });
}

/** Ends what {@link beginWatching} began. Runs in the page. */
export function endWatching(): Watched {
  const { annalsWatch } = globalThis as unknown as { readonly annalsWatch: Watch };
  return annalsWatch.stop();
}

/** Begins to note how long the page takes from a key to the frame that shows it. Runs in the page. */
export function beginTiming(): void {
  const keys: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') keys.push(entry.duration);
  });
  // Shorter ones are not reported, and need not be.
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  Object.assign(globalThis, { annalsKeys: keys });
}

/** The slow keys since {@link beginTiming}: 16 ms and more, in steps of 8. Runs in the page. */
export function slowKeys(): readonly number[] {
  return (globalThis as unknown as { readonly annalsKeys: readonly number[] }).annalsKeys;
}
