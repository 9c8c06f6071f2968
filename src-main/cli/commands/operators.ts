import { OperatorName } from '#shared/model/operator.ts';
import { ROLES } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';
import type { OperatorInfo } from '#shared/model/operator.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { fold } from '#shared/text/fold.ts';
import { openReads } from '../../store/open-store.ts';
import type { StoreReads, StoreWrites } from '../../store/store-api.ts';
import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { newPassphrase } from '../new-passphrase.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { integerOption } from '../options/bounded-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { operatorTableLines, operatorsJson } from '../print/operator-table.ts';
import type { Operators } from '../print/operator-table.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';

const MOST_MINUTES = 1_440;
const ACTS = ['add', 'change', 'remove', 'idle-minutes'] as const;

export const operatorsCommand: Command = {
  name: 'operators',
  summary: 'List who may sign in to a store, or change who may',
  operands: '',
  notes: [
    'From the first operator on, the console asks who you are, and so do the commands that change the',
    'store or take events out of it. Viewers look; auditors also flag, hold, export and verify; admins',
    'do everything. The first operator is an admin, and one always stays. Passphrases are asked for',
    'without showing them, or read from standard input: first yours, then the new one.',
  ],
  options: [
    { name: 'add', value: 'NAME', help: 'Add an operator; takes --role', group: 'Options' },
    { name: 'change', value: 'NAME', help: 'Change an operator', group: 'Options' },
    { name: 'remove', value: 'NAME', help: 'Remove an operator', group: 'Options' },
    {
      name: 'role',
      value: 'ROLE',
      help: `With --add and --change: ${ROLES.join(', ')}`,
      group: 'Options',
    },
    { name: 'rename', value: 'NAME', help: 'With --change: the new name', group: 'Options' },
    {
      name: 'new-passphrase',
      value: null,
      help: 'With --change: ask for a new passphrase',
      group: 'Options',
    },
    {
      name: 'idle-minutes',
      value: 'N',
      help: 'Lock the window of the console after so many idle minutes',
      group: 'Options',
    },
    ...ACCESS_OPTIONS,
  ],
  examples: [
    ['operators', 'who may sign in'],
    ['operators --add Ada --role admin', 'the first one'],
    ['operators --add Vic --role viewer --operator Ada', 'the next ones'],
    ['operators --change Vic --role auditor --operator Ada --json', '{"operators": […], …}'],
  ],

  async run(options) {
    noOperands(options);
    const act = actIn(options);
    const operators = act === null ? list(options) : await change(options, act);
    if (options.has('json')) printJson(operatorsJson(operators));
    else printLines(operatorTableLines(operators, outputWidth()));
    return EXIT.done;
  },
};

type Act = (typeof ACTS)[number];

/** @throws AnnalsError INVALID_INPUT for more than one act, and for options that go with another */
function actIn(options: Options): Act | null {
  const [act = null, another] = ACTS.filter((name) => options.has(name));
  if (another !== undefined)
    throw usageError(`Take a call for each of ${ACTS.map(dashed).join(', ')}.`);
  const stray = [
    ...(act === 'add' || act === 'change' ? [] : ['role']),
    ...(act === 'change' ? [] : ['rename', 'new-passphrase']),
  ].find((name) => options.has(name));
  if (stray !== undefined)
    throw usageError(`${dashed(stray)} does not go with that.`, 'See --help.');
  return act;
}

function list(options: Options): Operators {
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    return operatorsIn(reads);
  } finally {
    close();
  }
}

/** What is asked for is checked first, then who asks; a new passphrase is asked for last. */
async function change(options: Options, act: Act): Promise<Operators> {
  const prepare = { add: adding, change: changing, remove: removing, 'idle-minutes': waiting }[act];
  const apply = await prepare(options);
  return changeStore(options, ({ reads, writes }) => {
    apply(writes, reads);
    return operatorsIn(reads);
  });
}

type Apply = (writes: StoreWrites, reads: StoreReads) => void;

async function adding(options: Options): Promise<Apply> {
  const name = nameIn(options, 'add');
  const role = roleIn(options);
  if (role === undefined) throw usageError('Say what the operator may do, with --role.');
  const operator = await authorize(options, 'admin');
  const passphrase = await newPassphrase(options, name);
  return (writes) => void writes.addOperator({ name, role, passphrase, operator });
}

async function changing(options: Options): Promise<Apply> {
  const name = nameIn(options, 'change');
  const role = roleIn(options);
  const rename = options.has('rename') ? nameIn(options, 'rename') : undefined;
  const isAnew = options.has('new-passphrase');
  if (role === undefined && rename === undefined && !isAnew) {
    throw usageError('Say what to change: --role, --rename or --new-passphrase.');
  }
  const operator = await authorize(options, 'admin');
  const passphrase = isAnew ? await newPassphrase(options, rename ?? name) : undefined;
  return (writes, reads) => {
    const { id } = findOperator(reads, name);
    writes.changeOperator({ id, role, name: rename, passphrase, operator });
  };
}

async function removing(options: Options): Promise<Apply> {
  const name = nameIn(options, 'remove');
  const operator = await authorize(options, 'admin');
  return (writes, reads) => {
    writes.removeOperator({ id: findOperator(reads, name).id, operator });
  };
}

async function waiting(options: Options): Promise<Apply> {
  const minutes = integerOption(options, 'idle-minutes', 1, MOST_MINUTES);
  if (minutes === null) throw new Error('the option was there');
  const operator = await authorize(options, 'admin');
  return (writes) => writes.setIdleMinutes({ minutes, operator });
}

function operatorsIn(reads: StoreReads): Operators {
  return { operators: reads.operators(), idleMinutes: reads.accessRules().idleMinutes };
}

/** @throws AnnalsError NOT_FOUND */
function findOperator(reads: StoreReads, name: string): OperatorInfo {
  const found = reads.operators().find((each) => fold(each.name) === fold(name));
  if (found) return found;
  throw new AnnalsError('NOT_FOUND', `There is no operator “${name}”.`, 'See: annals operators');
}

function nameIn(options: Options, option: string): string {
  const parsed = OperatorName.safeParse(options.one(option));
  if (parsed.success) return parsed.data;
  throw usageError(`${dashed(option)} must be a name of 1 to 128 characters that can be read.`);
}

function roleIn(options: Options): Role | undefined {
  const text = options.one('role');
  if (text === undefined) return undefined;
  const role = ROLES.find((each) => each === text);
  if (role) return role;
  throw usageError(`--role must be one of ${ROLES.join(', ')}.`);
}

function dashed(option: string): string {
  return `--${option}`;
}
