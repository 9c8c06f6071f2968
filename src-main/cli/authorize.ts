import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import type { OperatorInfo } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import { BackOff } from '../access/back-off.ts';
import { Passphrases } from '../access/passphrase.ts';
import { assertRole } from '../access/permission.ts';
import { trySignIn, waitOf } from '../access/sign-in.ts';
import type { SignInStore } from '../access/sign-in.ts';
import { currentOperator } from '../operator.ts';
import { openExistingWrites, openReads } from '../store/open-store.ts';
import type { OpenReads, OpenWrites } from '../store/open-store.ts';
import { refusalEvent } from '../store/operators/operator-events.ts';
import type { Operator } from '../store/store-api.ts';
import { openOptions, storePath } from './options/common-options.ts';
import { usageError } from './options/parse-options.ts';
import type { Options } from './options/parse-options.ts';
import { readPassphrase } from './passphrase-input.ts';

/** Where there is no store there are no operators: the command makes one, or says what is wrong. */
const NO_STORE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['STORE_MISSING', 'STORE_FOREIGN']);

/**
 * Who does what a command line asks for: the user of the operating system, or, where the store has
 * operators, the one who signs in. The command's options must have {@link ACCESS_OPTIONS}.
 * @param least the least role that may do it
 * @throws AnnalsError NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function authorize(options: Options, least: Role): Promise<Operator> {
  const reader = openIfThere(options);
  if (!reader) return currentOperator();
  try {
    if (!reader.reads.accessRules().isRequired) {
      assertNotNamed(options);
      return currentOperator();
    }
    const name = options.one('operator');
    if (name === undefined) throw unnamed();
    const writer = openExistingWrites(storePath(options), openOptions());
    try {
      const { id, name: called, role } = await signIn(options, name, storeOf(reader, writer));
      const operator = { id, name: called };
      assertMay(writer, operator, role, least);
      return operator;
    } finally {
      writer.close();
    }
  } finally {
    reader.close();
  }
}

function openIfThere(options: Options): OpenReads | null {
  try {
    return openReads(storePath(options), openOptions());
  } catch (error) {
    if (!(error instanceof AnnalsError)) throw error;
    if (NO_STORE.has(error.code)) return null;
    if (error.code !== 'STORE_UNAVAILABLE') throw error;
    // Of an older schema: the command would bring it up to date in a moment.
    openExistingWrites(storePath(options), openOptions()).close();
    return openReads(storePath(options), openOptions());
  }
}

/** @throws AnnalsError INVALID_INPUT: a name that nothing checks would only look like a signature */
function assertNotNamed(options: Options): void {
  if (!options.has('operator')) return;
  throw usageError('This store has no operators.', 'Leave out --operator.');
}

async function signIn(options: Options, name: string, store: SignInStore): Promise<OperatorInfo> {
  const backOff = new BackOff(() => performance.now());
  const passphrase = await readPassphrase(options, `Passphrase of ${name}`);
  const waitMs = await waitOf(store, name, backOff);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1_000);
    process.stderr.write(`Waiting ${seconds} s, after passphrases that were wrong.\n`);
    await sleep(waitMs);
  }
  const means = { backOff, passphrases: new Passphrases(), user: currentOperator() };
  const outcome = await trySignIn(store, { name, passphrase }, null, means);
  if ('operator' in outcome) return outcome.operator;
  throw new AnnalsError(
    'NOT_PERMITTED',
    'The name or the passphrase is not right.',
    outcome.waitMs > 0 ? `The next try has to wait ${outcome.waitMs / 1_000} s.` : 'Try again.',
  );
}

/** The store in this thread, for what is written for threads. */
function storeOf({ reads }: OpenReads, { writes }: OpenWrites): SignInStore {
  return {
    reads: { account: async (name) => reads.account(name) },
    writes: {
      claimSignIn: async (request) => writes.claimSignIn(request),
      endSignIn: async (request) => writes.endSignIn(request),
    },
  };
}

/** @throws AnnalsError NOT_PERMITTED, after that was recorded */
function assertMay({ writes }: OpenWrites, operator: Operator, role: Role, least: Role): void {
  try {
    assertRole(role, least);
  } catch (error) {
    writes.record([refusalEvent(operator, role, least, Date.now())]);
    throw error;
  }
}

function unnamed(): AnnalsError {
  return new AnnalsError(
    'NOT_SIGNED_IN',
    'This store has operators, and asks who you are.',
    'Add --operator NAME; the passphrase is asked for, or read with --passphrase-stdin.',
  );
}
