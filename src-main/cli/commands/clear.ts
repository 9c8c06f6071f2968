import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { Command } from '../command.ts';
import { applyPlan, printPlan } from '../apply-prune.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { APPLY_OPTIONS } from '../options/prune-options.ts';

export const clearCommand: Command = {
  name: 'clear',
  summary: 'Delete everything for good: first a plan, then its application',
  operands: '',
  notes: [
    'As prune, of every event. What is on hold stays, and so do the events that tell of holds and',
    'prunes: the chain of the store goes on, and says that it was cleared.',
  ],
  options: [...APPLY_OPTIONS],
  examples: [
    ['clear', 'what would go'],
    ['clear --apply p_4be1c0de12345678', 'do it'],
  ],

  run(options) {
    noOperands(options);
    if (options.has('apply')) return applyPlan(options);
    if (options.has('archive')) throw usageError('--archive goes with --apply.');
    const scope = { filter: EVERYTHING, before: null, keepNewest: null, minAgeDays: 0 };
    return Promise.resolve(printPlan(options, scope, 'clear'));
  },
};
