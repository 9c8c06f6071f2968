import { clsx } from 'clsx';
import type { RefObject } from 'react';
import type { ParsedQuery, QueryPart, Span } from '#shared/filter-syntax/query.ts';
import styles from './query-highlight.module.css';

interface QueryHighlightProps {
  readonly text: string;
  readonly parsed: ParsedQuery;
  /** Mistakes to underline; one that is only not finished yet is none. */
  readonly mistakes: readonly Span[];
  readonly layer: RefObject<HTMLDivElement | null>;
}

/**
 * The text of the bar in colours. It lies behind the input, whose own letters are transparent, and
 * so must take exactly the same room.
 */
export function QueryHighlight({ text, parsed, mistakes, layer }: QueryHighlightProps) {
  const parts = parsed.conditions.flatMap((condition) => condition.parts);
  return (
    <div ref={layer} className={styles.layer} aria-hidden>
      {parts.map((part, index) => (
        <span key={part.start}>
          {text.slice(parts[index - 1]?.end ?? 0, part.start)}
          <span className={clsx(styles[part.kind], isIn(part, mistakes) && styles.mistaken)}>
            {text.slice(part.start, part.end)}
          </span>
        </span>
      ))}
      {text.slice(parts.at(-1)?.end ?? 0)}
    </div>
  );
}

/** How far from the left edge of an element a character of the layer stands, in px. */
export function positionIn(layer: HTMLElement, index: number, box: Element): number {
  const left = box.getBoundingClientRect().left;
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (before + length >= index) {
      const range = document.createRange();
      range.setStart(node, index - before);
      return range.getBoundingClientRect().left - left;
    }
    before += length;
  }
  return layer.getBoundingClientRect().left - left;
}

function isIn(part: QueryPart, mistakes: readonly Span[]): boolean {
  return (
    part.kind === 'error' && mistakes.some(({ start, end }) => start < part.end && part.start < end)
  );
}
