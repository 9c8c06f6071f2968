import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { ROLES } from './role.ts';

const Role = z.enum(ROLES);

/** Bounds in UTF-16 code units, of the text in composed form (NFC). */
export const PASSPHRASE_LENGTH = { least: 8, most: 1_024 } as const;
const NAME_LENGTH = 128;
/** More than the composed form of any passphrase can come from. */
const TYPED_LENGTH = 8_192;

/** What an operator signs in with, composed or not: the same keys give the same passphrase. */
export const Passphrase = z
  .string()
  .max(TYPED_LENGTH)
  .normalize('NFC')
  .min(PASSPHRASE_LENGTH.least)
  .max(PASSPHRASE_LENGTH.most);

/** A passphrase that is to be held against another: whatever its length, it is right or wrong. */
export const TypedPassphrase = z.string().max(TYPED_LENGTH).normalize('NFC');

/** What operators are called, by themselves and in the trail. */
export const OperatorName = z
  .string()
  .max(TYPED_LENGTH)
  .normalize('NFC')
  .trim()
  .min(1)
  .max(NAME_LENGTH)
  .regex(/^\P{C}+$/u, 'has characters that cannot be seen');

export const OperatorId = z.string().regex(/^op_[0-9a-f]{16}$/u);

/** Somebody who may sign in. */
export const OperatorInfo = z.strictObject({
  /** Stays the same under every name; the actor of what the operator does. */
  id: OperatorId,
  name: z.string(),
  role: Role,
  createdAt: EpochMs,
});
export type OperatorInfo = z.infer<typeof OperatorInfo>;

export const AddOperator = z.strictObject({
  name: OperatorName,
  role: Role,
  passphrase: Passphrase,
});
export type AddOperator = z.infer<typeof AddOperator>;

/** What is left out stays as it is. */
export const ChangeOperator = z
  .strictObject({
    id: OperatorId,
    name: OperatorName.optional(),
    role: Role.optional(),
    passphrase: Passphrase.optional(),
  })
  .refine(
    (change) => [change.name, change.role, change.passphrase].some((part) => part !== undefined),
    {
      message: 'nothing is changed',
    },
  );
export type ChangeOperator = z.infer<typeof ChangeOperator>;

/** Minutes without a key or a movement after which the window is locked. */
export const IdleMinutes = z.int().min(1).max(1_440);
export const DEFAULT_IDLE_MINUTES = 15;

/** Who is at the keyboard, as far as the open store asks for it. */
export const AccessState = z.discriminatedUnion('kind', [
  /** Nobody has to sign in: whoever the system knows is an admin. */
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('signedOut') }),
  /** Signed in, and away. */
  z.strictObject({ kind: z.literal('locked'), name: z.string() }),
  z.strictObject({ kind: z.literal('signedIn'), name: z.string(), role: Role }),
]);
export type AccessState = z.infer<typeof AccessState>;

export const SignIn = z.strictObject({
  /** As it was typed: a name that nobody has is wrong, and no mistake. */
  name: TypedPassphrase,
  passphrase: TypedPassphrase,
});
export type SignIn = z.infer<typeof SignIn>;

export const SignInResult = z.strictObject({
  isSignedIn: z.boolean(),
  /** Milliseconds until the next try is looked at; 0 unless the last ones were wrong. */
  waitMs: z.int().nonnegative(),
});
export type SignInResult = z.infer<typeof SignInResult>;
