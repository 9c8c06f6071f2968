import { AnnalsError } from '#shared/ipc/failure.ts';
import { DEFAULT_IDLE_MINUTES } from '#shared/model/operator.ts';
import { roleIn } from '#shared/model/role.ts';
import type { AccessState, OperatorInfo, SignIn, SignInResult } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import type { EventSink } from '../recorder/event-sink.ts';
import type { AccessRules } from '../store/operators/operator-api.ts';
import type { Operator, Remote, StoreReads, StoreWrites } from '../store/store-api.ts';
import { BackOff } from './back-off.ts';
import type { Passphrases } from './passphrase.ts';
import { trySignIn } from './sign-in.ts';

/** The open store, as far as access to it goes. */
export interface AccessStore {
  readonly reads: Pick<Remote<StoreReads>, 'accessRules' | 'operators' | 'account'>;
  readonly writes: Pick<Remote<StoreWrites>, 'claimSignIn' | 'endSignIn'>;
}

export interface AccessOptions {
  /** The user of the operating system, who is an admin as long as a store has no operators. */
  readonly user: Operator;
  readonly passphrases: Passphrases;
  readonly recorder: EventSink;
  /** Now, in milliseconds, on a clock that only measures. */
  readonly clock: () => number;
  readonly onState: (state: AccessState) => void;
}

const MINUTE_MS = 60_000;
const FREE: AccessRules = { isRequired: false, idleMinutes: DEFAULT_IDLE_MINUTES };
const OPEN: AccessState = { kind: 'open' };

/** Who is at the keyboard, and what they may do in the open store. */
export class AccessControl {
  readonly #options: AccessOptions;
  readonly #backOff: BackOff;
  #store: AccessStore | null = null;
  #rules = FREE;
  #operator: OperatorInfo | null = null;
  #isLocked = false;
  #activeAt: number;
  #told: AccessState = OPEN;
  #sitting = 0;
  /** One try at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: AccessOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.clock);
    this.#activeAt = options.clock();
  }

  get state(): AccessState {
    if (!this.#rules.isRequired) return OPEN;
    if (!this.#operator) return { kind: 'signedOut' };
    const { name, role } = this.#operator;
    return this.#isLocked ? { kind: 'locked', name } : { kind: 'signedIn', name, role };
  }

  /** Null while nobody is signed in. */
  get role(): Role | null {
    return roleIn(this.state);
  }

  /** Who does what is done now: whoever is signed in, or else the user of the operating system. */
  get operator(): Operator {
    if (!this.#operator || this.#isLocked) return this.#options.user;
    const { id, name } = this.#operator;
    return { id, name };
  }

  /** Changes whenever somebody signs in or out, locks or unlocks: what was begun before is over. */
  get sitting(): number {
    return this.#sitting;
  }

  /** A store is about to be opened: nothing may be asked of it before this is done. */
  async enter(store: AccessStore): Promise<void> {
    const rules = await store.reads.accessRules();
    this.#store = store;
    this.#rules = rules;
    this.#operator = null;
    this.#isLocked = false;
    this.#tell();
  }

  /** No store is open any more. */
  leave(): void {
    this.#store = null;
    this.#rules = FREE;
    this.#operator = null;
    this.#isLocked = false;
    this.#tell();
  }

  /** Looks what the store says now: operators may have been changed, here or by another program. */
  async refresh(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const rules = await store.reads.accessRules();
    const operators = rules.isRequired ? await store.reads.operators() : [];
    if (this.#store !== store) return;
    this.#rules = rules;
    const { id } = this.#operator ?? {};
    this.#operator = operators.find((each) => each.id === id) ?? null;
    this.#isLocked &&= this.#operator !== null;
    this.#tell();
  }

  /**
   * Signs in, or unlocks the window.
   * @throws AnnalsError NOT_PERMITTED before it is time for another try, STORE_UNAVAILABLE, or what
   *   recording it fails with: nobody is signed in then
   */
  signIn(typed: SignIn): Promise<SignInResult> {
    const turn = this.#turn.then(() => this.#signIn(typed));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  signOut(): void {
    if (!this.#operator) return;
    this.#record('operator.signOut', this.#operator, 'signed out');
    this.#operator = null;
    this.#isLocked = false;
    this.#tell();
  }

  /** @param why the end of a sentence that begins with the operator's name */
  lock(why = 'locked the window'): void {
    if (!this.#operator || this.#isLocked) return;
    this.#record('operator.lock', this.#operator, why);
    this.#isLocked = true;
    this.#tell();
  }

  /** Somebody has pressed a key or moved the mouse. */
  active(): void {
    this.#activeAt = this.#options.clock();
  }

  /** Locks the window if nobody was active for too long. */
  lockIfIdle(): void {
    const { idleMinutes } = this.#rules;
    if (this.#options.clock() - this.#activeAt < idleMinutes * MINUTE_MS) return;
    this.lock(`was away for ${idleMinutes} minutes`);
  }

  async #signIn(typed: SignIn): Promise<SignInResult> {
    const store = this.#store;
    if (!store || !this.#rules.isRequired) {
      throw new AnnalsError('STORE_UNAVAILABLE', 'No store is open that asks who you are.', '');
    }
    const locked = this.#isLocked ? (this.#operator?.id ?? null) : null;
    const { passphrases, user } = this.#options;
    const means = { backOff: this.#backOff, passphrases, user };
    const outcome = await trySignIn(store, typed, locked, means);
    if ('waitMs' in outcome) return { isSignedIn: false, waitMs: outcome.waitMs };
    if (this.#store !== store) {
      throw new AnnalsError('STORE_UNAVAILABLE', 'The store was closed meanwhile.', 'Try again.');
    }
    if (this.#operator && this.#operator.id !== outcome.operator.id) {
      this.#record('operator.signOut', this.#operator, 'was signed out by another operator');
    }
    this.#operator = outcome.operator;
    this.#isLocked = false;
    this.active();
    // The operator may have been removed or demoted while the passphrase was looked at.
    await this.refresh();
    return { isSignedIn: this.role !== null, waitMs: 0 };
  }

  #record(action: string, { id, name }: OperatorInfo, what: string): void {
    this.#options.recorder.record({
      action,
      category: 'admin',
      outcome: 'success',
      severity: 'notice',
      actor: { id, name },
      message: `${name} ${what}`,
      metadata: { user: this.#options.user.id },
    });
  }

  #tell(): void {
    const { state } = this;
    if (JSON.stringify(state) === JSON.stringify(this.#told)) return;
    this.#told = state;
    this.#sitting += 1;
    this.#options.onState(state);
  }
}
