import type { OperatorInfo } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import type { ByOperator, Operator } from '../store-api.ts';

/** What a store says about who may use it. */
export interface AccessRules {
  /** True once there are operators. */
  readonly isRequired: boolean;
  readonly idleMinutes: number;
}

/** Whom a name means, and how often signing in with it went wrong. */
export interface Account {
  /** By which tries are counted. Tells nothing about the name, which may be a secret typed amiss. */
  readonly subject: string;
  readonly failures: number;
  /** Null if nobody has this name. */
  readonly operator: OperatorInfo | null;
  /** PHC string of the passphrase; null if nobody has this name. */
  readonly passphrase: string | null;
}

/** How a try to sign in ended. */
export interface EndedSignIn {
  readonly subject: string;
  /** Whom the name meant; null if nobody. */
  readonly operator: OperatorInfo | null;
  readonly isRight: boolean;
  /** True if the window was locked by the same operator. */
  readonly isUnlock: boolean;
  /** The user of the operating system, in whose hands the program is. */
  readonly user: Operator;
}

export interface OperatorReads {
  accessRules(): AccessRules;
  /** By name. */
  operators(): readonly OperatorInfo[];
  account(name: string): Account;
}

export interface OperatorWrites {
  /**
   * Counts a try before its passphrase is looked at, so that tries made at once are not looked at
   * together.
   * @returns false if somebody else has tried since the account was read; nothing is counted then
   */
  claimSignIn(request: { readonly subject: string; readonly failures: number }): boolean;
  /** Records how a try ended; a right one ends the count. */
  endSignIn(request: EndedSignIn): { readonly eventId: string };
  /** @throws AnnalsError CONFLICT if the name is taken, or if the first one is no admin */
  addOperator(
    request: ByOperator<{
      readonly name: string;
      readonly role: Role;
      /** PHC string. */
      readonly passphrase: string;
    }>,
  ): OperatorInfo;
  /**
   * What is left out stays as it is; nothing is recorded if all is.
   * @throws AnnalsError NOT_FOUND; CONFLICT if the name is taken, or if no admin would be left
   */
  changeOperator(
    request: ByOperator<{
      readonly id: string;
      readonly name?: string | undefined;
      readonly role?: Role | undefined;
      /** PHC string. */
      readonly passphrase?: string | undefined;
    }>,
  ): OperatorInfo;
  /** @throws AnnalsError NOT_FOUND, or CONFLICT if no admin would be left */
  removeOperator(request: ByOperator<{ readonly id: string }>): OperatorInfo;
  /** The same number again records nothing. */
  setIdleMinutes(request: ByOperator<{ readonly minutes: number }>): void;
}
