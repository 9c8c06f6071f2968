import { AnnalsError } from '#shared/ipc/failure.ts';
import type { OperatorInfo, SignIn } from '#shared/model/operator.ts';
import type { OperatorReads, OperatorWrites } from '../store/operators/operator-api.ts';
import type { Operator, Remote } from '../store/store-api.ts';
import type { BackOff } from './back-off.ts';
import type { Passphrases } from './passphrase.ts';

/** The store that is signed in to. */
export interface SignInStore {
  readonly reads: Pick<Remote<OperatorReads>, 'account'>;
  readonly writes: Pick<Remote<OperatorWrites>, 'claimSignIn' | 'endSignIn'>;
}

export interface SignInMeans {
  readonly backOff: BackOff;
  readonly passphrases: Passphrases;
  /** The user of the operating system. */
  readonly user: Operator;
}

/** Who has signed in, or how long to wait before the next try. */
export type SignInOutcome = { readonly operator: OperatorInfo } | { readonly waitMs: number };

/** Milliseconds to wait before a try with this name is looked at. */
export async function waitOf(
  { reads }: SignInStore,
  name: string,
  backOff: BackOff,
): Promise<number> {
  const { subject, failures } = await reads.account(name);
  return backOff.remaining(subject, failures);
}

/**
 * Tries a name and a passphrase, and records how that ended: nobody is signed in without a record.
 * @param locked id of the operator who has locked the window, if it is locked
 * @throws AnnalsError NOT_PERMITTED before it is time for another try, or what recording fails with
 */
export async function trySignIn(
  store: SignInStore,
  { name, passphrase }: SignIn,
  locked: string | null,
  { backOff, passphrases, user }: SignInMeans,
): Promise<SignInOutcome> {
  const { subject, failures, operator, passphrase: phc } = await store.reads.account(name);
  const waitMs = backOff.remaining(subject, failures);
  if (waitMs > 0) throw tooEarly(waitMs);
  if (!(await store.writes.claimSignIn({ subject, failures }))) {
    throw tooEarly(Math.max(1, await waitOf(store, name, backOff)));
  }
  const isRight = await passphrases.isRight(passphrase, phc);
  const isUnlock = operator !== null && operator.id === locked;
  await store.writes.endSignIn({ subject, operator, isRight, isUnlock, user });
  if (operator && isRight) return { operator };
  return { waitMs: await waitOf(store, name, backOff) };
}

function tooEarly(waitMs: number): AnnalsError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new AnnalsError(
    'NOT_PERMITTED',
    `It is too early for another try: wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    'The wait grows with every wrong one.',
  );
}
