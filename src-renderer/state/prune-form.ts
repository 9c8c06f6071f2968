import type { EventFilter } from '#shared/model/event-filter.ts';
import { EVERYTHING } from '#shared/model/filter-fields.ts';
import { MIN_AGE_DAYS } from '#shared/model/limits.ts';
import type { PlanPrune, PrunePlan } from '#shared/model/prune.ts';
import { parseLocalTime } from './local-time.ts';

/** Which events are to be deleted, in the words of the dialog. */
export type PruneWhat = 'age' | 'before' | 'newest' | 'matching' | 'everything';

/** What the dialog asks, as it was typed. */
export interface PruneForm {
  readonly what: PruneWhat;
  /** With `age`: older than so many days. */
  readonly days: string;
  /** With `before`: a date or a time in the zone of the window. */
  readonly date: string;
  /** With `newest`: so many are kept. */
  readonly count: string;
  /** With `age`, `before` and `newest`: only of those that match the filters. */
  readonly isOnlyMatching: boolean;
  /** An archive of what goes is written and verified first. */
  readonly isArchived: boolean;
}

/** Where and when the form is read. */
export interface PruneMoment {
  readonly filter: EventFilter;
  readonly zone: string;
  readonly now: number;
}

export const NEW_PRUNE_FORM: PruneForm = {
  what: 'age',
  days: '365',
  date: '',
  count: '100000',
  isOnlyMatching: false,
  isArchived: false,
};

const DAY_MS = 86_400_000;
const MOST_DAYS = 36_500;

/** What is asked of main, or why the form cannot be read yet. */
export type PruneReading =
  | { readonly kind: 'request'; readonly request: PlanPrune }
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads the form. */
export function readPruneForm(form: PruneForm, moment: PruneMoment): PruneReading {
  const { what, isOnlyMatching } = form;
  if (what === 'everything') {
    return asked({ filter: EVERYTHING, before: null, keepNewest: null }, 'clear');
  }
  const bound = readBound(form, moment);
  if (typeof bound === 'string') return { kind: 'problem', problem: bound };
  const isFiltered = what === 'matching' || isOnlyMatching;
  return asked({ filter: isFiltered ? moment.filter : EVERYTHING, ...bound }, 'prune');
}

interface Bound {
  readonly before: number | null;
  readonly keepNewest: number | null;
}

/** The bound that was typed, or what is wrong with it. */
function readBound(form: PruneForm, { zone, now }: PruneMoment): Bound | string {
  switch (form.what) {
    case 'age': {
      const days = wholeNumber(form.days);
      if (days === null || days < 1 || days > MOST_DAYS) {
        return `Write a number of days from 1 to ${MOST_DAYS.toLocaleString('en')}.`;
      }
      return { before: now - days * DAY_MS, keepNewest: null };
    }
    case 'before': {
      const typed = parseLocalTime(form.date, zone, 'start');
      return typed.kind === 'time'
        ? { before: typed.ms, keepNewest: null }
        : 'Write a time as 2023-07-10 or 2023-07-10 14:30.';
    }
    case 'newest': {
      const count = wholeNumber(form.count);
      return count === null
        ? 'Write how many events are to stay.'
        : { before: null, keepNewest: count };
    }
    case 'matching':
    case 'everything':
      return { before: null, keepNewest: null };
  }
}

function asked(
  scope: Omit<PlanPrune['scope'], 'minAgeDays'>,
  action: 'prune' | 'clear',
): PruneReading {
  return {
    kind: 'request',
    request: { scope: { ...scope, minAgeDays: MIN_AGE_DAYS }, action },
  };
}

/** A number without a fraction, separators allowed; null if the text is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.replaceAll(/[,\s]/gu, '');
  if (!/^\d{1,15}$/u.test(digits)) return null;
  return Number(digits);
}

/** What has to be typed before a plan is applied: `clear` for everything, or how many go. */
export function confirmationOf({ action, delete: deleted }: PrunePlan): string {
  return action === 'clear' ? 'clear' : String(deleted);
}

/** True if what was typed is what had to be. */
export function isConfirmed(plan: PrunePlan, typed: string): boolean {
  if (plan.action === 'clear') return typed.trim().toLowerCase() === 'clear';
  return wholeNumber(typed) === plan.delete;
}
