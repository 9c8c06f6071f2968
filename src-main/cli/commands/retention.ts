import { RetentionRules } from '#shared/model/retention.ts';
import type { Retention, RetentionRule } from '#shared/model/retention.ts';
import { openExistingWrites, openReads } from '../../store/open-store.ts';
import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruptSignal } from '../interrupt.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { integerOption } from '../options/bounded-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';
import { retentionJson, retentionLines, retentionRunLines } from '../print/retention-report.ts';
import { runSliced } from '../run-sliced.ts';

const MOST_DAYS = 36_500;
/** On the command line, the rule for every category that no other rule names. */
const REST = 'others';

export const retentionCommand: Command = {
  name: 'retention',
  summary: 'Show, set or apply the rules of what is kept how long',
  operands: '',
  notes: [
    'A rule prunes one category, or all that have no rule of their own (others), by age, by number, or',
    'both. The console applies the rules soon after it has opened a store, and then daily; each prune is',
    'recorded. What is on hold always stays; pruning by number leaves the last 30 days alone.',
  ],
  options: [
    {
      name: 'set',
      value: 'CATEGORY',
      help: `Set the rule of a category, or of ${REST}`,
      group: 'Options',
    },
    { name: 'max-age', value: 'DAYS', help: 'With --set: older events go', group: 'Options' },
    { name: 'keep-newest', value: 'N', help: 'With --set: all but N go', group: 'Options' },
    { name: 'off', value: null, help: 'With --set: the rule prunes nothing', group: 'Options' },
    { name: 'remove', value: 'CATEGORY', help: 'Remove the rule of a category', group: 'Options' },
    { name: 'run', value: null, help: 'Apply the rules now', group: 'Options' },
    ...ACCESS_OPTIONS,
  ],
  examples: [
    ['retention', 'the rules there are'],
    ['retention --set auth --max-age 730', 'two years for sign-ins'],
    [`retention --set ${REST} --max-age 365`, 'a year for everything else'],
    ['retention --run --json', '{"results": […], "deleted": n}'],
  ],

  async run(options) {
    noOperands(options);
    if (['set', 'remove', 'run'].filter((name) => options.has(name)).length > 1) {
      throw usageError('Take a call for each of --set, --remove and --run.');
    }
    if (
      !options.has('set') &&
      ['max-age', 'keep-newest', 'off'].some((name) => options.has(name))
    ) {
      throw usageError('--max-age, --keep-newest and --off go with --set CATEGORY.');
    }
    if (options.has('run')) return runNow(options);
    const isChange = options.has('set') || options.has('remove');
    const changed = isChange ? await change(options) : read(options);
    if (options.has('json')) printJson(retentionJson(changed));
    else printLines(retentionLines(changed));
    return EXIT.done;
  },
};

function read(options: Options): Retention {
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    return reads.retention();
  } finally {
    close();
  }
}

async function change(options: Options): Promise<Retention> {
  const name = options.one('set') ?? options.one('remove') ?? '';
  const category = name === REST ? null : name;
  const operator = await authorize(options, 'admin');
  return changeStore(options, ({ reads, writes }) => {
    const before = reads.retention().rules;
    const others = before.filter((rule) => rule.category !== category);
    if (options.has('remove') && others.length === before.length) {
      throw usageError(`There is no rule for “${name}”.`, 'See: annals retention');
    }
    const rules = options.has('remove') ? others : [...others, ruleIn(options, category)];
    const parsed = RetentionRules.safeParse(rules);
    if (!parsed.success) throw usageError(`--set: ${parsed.error.issues[0]?.message}.`);
    writes.setRetention({ rules: parsed.data, operator });
    return reads.retention();
  });
}

function ruleIn(options: Options, category: string | null): RetentionRule {
  const maxAgeDays = integerOption(options, 'max-age', 1, MOST_DAYS);
  const keepNewest = integerOption(options, 'keep-newest', 0, Number.MAX_SAFE_INTEGER);
  if (maxAgeDays === null && keepNewest === null) {
    throw usageError('A rule needs --max-age DAYS, --keep-newest N, or both.');
  }
  return { category, maxAgeDays, keepNewest, isEnabled: !options.has('off') };
}

async function runNow(options: Options): Promise<number> {
  const operator = await authorize(options, 'admin');
  const { writes, close } = openExistingWrites(storePath(options), openOptions());
  const line = new ProgressLine();
  try {
    const result = await runSliced(
      writes.runRetention({ operator }),
      interruptSignal(),
      ({ done, total }) => line.show(`Pruning: ${Math.floor((100 * done) / Math.max(total, 1))} %`),
    );
    line.clear();
    if (options.has('json')) printJson(result);
    else printLines(retentionRunLines(result));
    return EXIT.done;
  } finally {
    line.clear();
    close();
  }
}
