import type { Command } from '../command.ts';
import { applyPlan, printPlan } from '../apply-prune.ts';
import { FILTER_NOTES, filterOptions } from '../options/filter-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { APPLY_OPTIONS, PRUNE_OPTIONS, pruneScopeOf } from '../options/prune-options.ts';

export const pruneCommand: Command = {
  name: 'prune',
  summary: 'Delete events for good: first a plan, then its application',
  operands: '',
  notes: [
    'Says what would go, and gives that plan a name; --apply does it, if the same events would still',
    'go. What is on hold always stays. One event records what went and why, and the chain is followed',
    'across the gap. Deleting goes through to its end once it has begun.',
    '',
    ...FILTER_NOTES,
  ],
  options: [...PRUNE_OPTIONS, ...APPLY_OPTIONS, ...filterOptions()],
  examples: [
    ['prune --before 365d', 'what is older than a year'],
    [
      'prune --category data --keep-newest 100000',
      'all but the newest, and none of the last 30 days',
    ],
    ['prune --before 2025-01-01 --json', '{"plan": id, "delete": n, "keptByHold": n, …}'],
    ['prune --apply p_4be1c0de12345678', 'do it'],
  ],

  run(options) {
    noOperands(options);
    const scope = pruneScopeOf(options, Date.now());
    if (options.has('apply')) {
      if (scope) throw usageError('--apply does what its plan says, and takes no filter.');
      return applyPlan(options);
    }
    if (!scope) {
      throw usageError(
        'Say what is to go: --before, --keep-newest or a filter.',
        'To delete everything: annals clear',
      );
    }
    if (options.has('archive')) throw usageError('--archive goes with --apply.');
    return Promise.resolve(printPlan(options, scope, 'prune'));
  },
};
