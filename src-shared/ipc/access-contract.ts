import { z } from 'zod';
import {
  AccessState,
  AddOperator,
  ChangeOperator,
  IdleMinutes,
  OperatorId,
  OperatorInfo,
  SignIn,
  SignInResult,
} from '../model/operator.ts';
import { Nothing, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';
import type { ErrorCode } from './error-codes.ts';

const WRITE_ERRORS = [
  ...STORE_ERRORS,
  'STORE_READONLY',
  'STORE_FULL',
] as const satisfies readonly ErrorCode[];

const Operators = z.strictObject({
  operators: z.array(OperatorInfo),
  /** After so many minutes without a key or a movement the window is locked. */
  idleMinutes: IdleMinutes,
});

/** Who is at the keyboard, and who may be: docs/roles.md. Passphrases go in, and never come out. */
export const accessContract = {
  'access.state': {
    access: 'read',
    role: 'anyone',
    input: Nothing,
    output: AccessState,
    errors: [],
  },
  /**
   * Signs in, or unlocks the window. A wrong name or passphrase is an answer; a try before its time
   * fails as NOT_PERMITTED and is not looked at.
   */
  'access.signIn': {
    access: 'write',
    role: 'anyone',
    input: SignIn,
    output: SignInResult,
    errors: WRITE_ERRORS,
  },
  'access.signOut': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: AccessState,
    errors: [],
  },
  /** Asks for the passphrase before anything else is shown or done. */
  'access.lock': {
    access: 'write',
    role: 'anyone',
    input: Nothing,
    output: AccessState,
    errors: [],
  },
  'operator.list': {
    access: 'read',
    role: 'admin',
    input: Nothing,
    output: Operators,
    errors: STORE_ERRORS,
  },
  /** From the first one on, everybody has to sign in; the first is an admin. */
  'operator.add': {
    access: 'write',
    role: 'admin',
    input: AddOperator,
    output: Operators,
    errors: [...WRITE_ERRORS, 'CONFLICT'],
  },
  'operator.change': {
    access: 'write',
    role: 'admin',
    input: ChangeOperator,
    output: Operators,
    errors: [...WRITE_ERRORS, 'NOT_FOUND', 'CONFLICT'],
  },
  'operator.remove': {
    access: 'write',
    role: 'admin',
    input: z.strictObject({ id: OperatorId }),
    output: Operators,
    errors: [...WRITE_ERRORS, 'NOT_FOUND', 'CONFLICT'],
  },
  'access.setIdle': {
    access: 'write',
    role: 'admin',
    input: z.strictObject({ minutes: IdleMinutes }),
    output: Operators,
    errors: WRITE_ERRORS,
  },
} as const satisfies Record<string, ChannelSpec>;
