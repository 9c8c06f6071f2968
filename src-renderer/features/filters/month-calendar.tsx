import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './month-calendar.module.css';
import { addDays, addMonths, monthOf, weekdayOf, weeksOf } from './month-days.ts';

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' });

interface MonthCalendarProps {
  /** Days are as `2026-03-29`. */
  readonly today: string;
  /** First and last day that are chosen, as far as they are. */
  readonly from: string | null;
  readonly to: string | null;
  readonly onChoose: (day: string) => void;
}

/** One month to choose days from; arrows walk days and weeks, Page Up and Page Down months. */
export function MonthCalendar({ today, from, to, onChoose }: MonthCalendarProps) {
  const [active, setActive] = useState(to ?? from ?? today);
  const [seen, setSeen] = useState({ from, to });
  // What is typed shows in the calendar at once.
  if (seen.from !== from || seen.to !== to) {
    setSeen({ from, to });
    setActive((seen.to === to ? null : to) ?? (seen.from === from ? null : from) ?? active);
  }
  const grid = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(false);
  const month = monthOf(active);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const handleKeyDown = (event: KeyboardEvent): void => {
    const next = STEPS[event.key]?.(active);
    if (next === undefined) return;
    event.preventDefault();
    wantsFocus.current = true;
    setActive(next);
  };

  return (
    <div role="group" aria-label="Calendar">
      <div className={styles.head}>
        <span className={styles.month} aria-live="polite">
          {MONTH.format(Date.parse(`${month}-01`))}
        </span>
        <IconButton
          size="small"
          label="Previous month"
          onPress={() => setActive(addMonths(active, -1))}
        >
          <ChevronLeft size={14} />
        </IconButton>
        <IconButton size="small" label="Next month" onPress={() => setActive(addMonths(active, 1))}>
          <ChevronRight size={14} />
        </IconButton>
      </div>
      <table ref={grid} className={styles.grid}>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const isEnd = day === from || day === to;
                const isInside = from !== null && to !== null && day > from && day < to;
                return (
                  <td key={day}>
                    <button
                      type="button"
                      className={clsx(
                        styles.day,
                        monthOf(day) !== month && styles.other,
                        day === today && styles.today,
                        isInside && styles.inside,
                        isEnd && styles.end,
                      )}
                      tabIndex={day === active ? 0 : -1}
                      aria-pressed={isEnd || isInside}
                      onKeyDown={handleKeyDown}
                      aria-label={DAY.format(Date.parse(day))}
                      {...(day === today && { 'aria-current': 'date' as const })}
                      onClick={() => {
                        setActive(day);
                        onChoose(day);
                      }}
                    >
                      {Number(day.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const STEPS: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekdayOf(day)),
  End: (day) => addDays(day, 6 - weekdayOf(day)),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};
