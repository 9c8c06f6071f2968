import { LIMITS } from '#shared/model/limits.ts';
import type { RetentionRule } from '#shared/model/retention.ts';
import { wholeNumber } from './prune-form.ts';

/** A rule of retention as it is typed. */
export interface RuleForm {
  readonly about: 'category' | 'others';
  readonly category: string;
  readonly hasAge: boolean;
  readonly days: string;
  readonly hasNewest: boolean;
  readonly count: string;
  readonly isEnabled: boolean;
}

const MOST_DAYS = 36_500;

/** The form of a rule; of a new one, which prunes nothing until it is enabled, if there is none. */
export function ruleFormOf(rule: RetentionRule | null): RuleForm {
  if (!rule) {
    return {
      about: 'category',
      category: '',
      hasAge: true,
      days: '365',
      hasNewest: false,
      count: '100000',
      isEnabled: false,
    };
  }
  return {
    about: rule.category === null ? 'others' : 'category',
    category: rule.category ?? '',
    hasAge: rule.maxAgeDays !== null,
    days: String(rule.maxAgeDays ?? 365),
    hasNewest: rule.keepNewest !== null,
    count: String(rule.keepNewest ?? 100_000),
    isEnabled: rule.isEnabled,
  };
}

/** The rule that a form says, or what is wrong with it. */
export type RuleReading =
  | { readonly kind: 'rule'; readonly rule: RetentionRule }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Reads the form of a rule.
 * @param others all rules but this one
 */
export function readRuleForm(form: RuleForm, others: readonly RetentionRule[]): RuleReading {
  const category = form.about === 'others' ? null : form.category.trim();
  const maxAgeDays = form.hasAge ? wholeNumber(form.days) : null;
  const keepNewest = form.hasNewest ? wholeNumber(form.count) : null;
  const problem = problemOf();
  if (problem !== null) return { kind: 'problem', problem };
  return { kind: 'rule', rule: { category, maxAgeDays, keepNewest, isEnabled: form.isEnabled } };

  function problemOf(): string | null {
    if (category === '') return 'Name a category, such as auth.';
    if (category !== null && category.length > LIMITS.name) return 'The category is too long.';
    if (others.some((rule) => rule.category === category)) {
      return category === null
        ? 'There is a rule for all other categories already.'
        : 'There is a rule for this category already.';
    }
    if (!form.hasAge && !form.hasNewest) return 'Choose an age, a number, or both.';
    if (form.hasAge && (maxAgeDays === null || maxAgeDays < 1 || maxAgeDays > MOST_DAYS)) {
      return `Write a number of days from 1 to ${MOST_DAYS.toLocaleString('en')}.`;
    }
    if (form.hasNewest && keepNewest === null) return 'Write how many events are to stay.';
    return null;
  }
}
