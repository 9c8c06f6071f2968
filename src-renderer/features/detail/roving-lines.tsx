import { createContext, useContext, useEffect, useId, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

interface Roving {
  /** The line that Tab goes to. */
  readonly current: string | null;
  readonly register: (line: string) => void;
  readonly enter: (line: string) => void;
}

const RovingContext = createContext<Roving>({
  current: null,
  register: () => undefined,
  enter: () => undefined,
});

/**
 * Lines with buttons, dozens of them: Tab goes to one, the arrow keys walk from line to line and
 * along the buttons of a line.
 */
export function RovingLines({ children }: { readonly children: ReactNode }) {
  const [current, setCurrent] = useState<string | null>(null);
  const roving = useMemo(
    () => ({
      current,
      register: (line: string) => setCurrent((known) => known ?? line),
      enter: setCurrent,
    }),
    [current],
  );
  return (
    <RovingContext value={roving}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons have the focus */}
      <div onKeyDown={walk}>{children}</div>
    </RovingContext>
  );
}

/** The place of one line among the others. */
export interface RovingLine {
  /** True for the line that Tab goes to. */
  readonly isCurrent: boolean;
  /** A button of the line has the focus. */
  readonly enter: () => void;
}

/** Takes part in {@link RovingLines}; the element of the line has `data-line`. */
export function useRovingLine(): RovingLine {
  const id = useId();
  const { current, register, enter } = useContext(RovingContext);
  useEffect(() => register(id), [register, id]);
  return { isCurrent: current === id, enter: () => enter(id) };
}

const BY_LINE: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const BY_BUTTON: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

function walk(event: KeyboardEvent<HTMLElement>): void {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey || ctrlKey || metaKey || shiftKey || !(event.target instanceof Element)) return;
  const line = event.target.closest<HTMLElement>('[data-line]');
  if (!line) return;
  const next = nextButton(event.currentTarget, line, event.target, key);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function nextButton(
  list: HTMLElement,
  line: HTMLElement,
  from: Element,
  key: string,
): HTMLElement | undefined {
  const buttons = buttonsOf(line);
  const place = buttons.findIndex((button) => button === from);
  const across = BY_BUTTON[key];
  if (across !== undefined) return buttons[place + across];
  const lines = [...list.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(line);
  const targets: Readonly<Record<string, number>> = { Home: 0, End: lines.length - 1 };
  const down = BY_LINE[key];
  const wanted = lines[down === undefined ? (targets[key] ?? -1) : at + down];
  if (!wanted) return undefined;
  const theirs = buttonsOf(wanted);
  return theirs[Math.min(place, theirs.length - 1)];
}

function buttonsOf(line: HTMLElement): HTMLElement[] {
  return [...line.querySelectorAll('button')];
}
