import { useCallback, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { positionIn } from './query-highlight.tsx';

/** Behind any text. */
const END = 1_000_000_000;

/** The input, the colours behind it and the panel below it. */
interface Layers {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly panel: RefObject<HTMLDivElement | null>;
  /** Moves the colours to where the text is. */
  readonly align: () => void;
  /** Where the caret goes in the next text that is not typed. */
  readonly placeCaret: (at: number) => void;
  /** When the keyboard comes: a text that is wholly selected stays so, else the caret goes behind it. */
  readonly keepSelection: () => void;
}

/**
 * Keeps the three where they belong to each other.
 * @param panelAt character of the text below which the panel hangs
 */
export function useLayers(panelAt: number): Layers {
  const input = useRef<HTMLInputElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const nextSelection = useRef<readonly [start: number, end: number] | null>(null);

  const align = useCallback((): void => {
    if (input.current && layer.current) layer.current.scrollLeft = input.current.scrollLeft;
  }, []);

  // Every render may have changed the text, and so where anything stands.
  useLayoutEffect(() => {
    if (nextSelection.current) input.current?.setSelectionRange(...nextSelection.current);
    nextSelection.current = null;
    align();
    const box = panel.current?.offsetParent;
    if (!panel.current || !box) return;
    const left = layer.current ? positionIn(layer.current, panelAt, box) : 0;
    const room = box.clientWidth - panel.current.offsetWidth;
    panel.current.style.left = `${Math.max(0, Math.min(left, room))}px`;
  });

  const placeCaret = useCallback((at: number): void => {
    nextSelection.current = [at, at];
  }, []);
  const keepSelection = useCallback((): void => {
    const { selectionStart, selectionEnd, value } = input.current ?? { value: '' };
    const isAll = value !== '' && selectionStart === 0 && selectionEnd === value.length;
    nextSelection.current = [isAll ? 0 : END, END];
  }, []);
  return { input, layer, panel, align, placeCaret, keepSelection };
}
