import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { EventChanges, EventTarget, NewEvent } from '#shared/model/audit-event.ts';
import type { OperatorInfo } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import type { Operator } from '../store-api.ts';
import type { EndedSignIn } from './operator-api.ts';

/** Something that an admin did to an operator. */
interface OperatorAct {
  readonly action: 'operator.add' | 'operator.change' | 'operator.remove' | 'access.set';
  readonly operator: Operator;
  readonly message: string;
  readonly target: OperatorInfo | null;
  readonly changes: EventChanges | null;
}

/** @param now integer milliseconds UTC */
export function operatorEvent(act: OperatorAct, now: number): NewEvent {
  const { action, operator, message, target, changes } = act;
  return {
    ...accessEvent(now, action, operator),
    message,
    targets: target ? [targetOf(target)] : [],
    changes,
    affectedCount: 1,
  };
}

/**
 * The event of a try to sign in. A name that nobody has is not told: it may be a passphrase.
 * @param now integer milliseconds UTC
 */
export function signInEvent(ended: EndedSignIn, now: number): NewEvent {
  const { operator, isRight, isUnlock, user } = ended;
  const action = isUnlock ? 'operator.unlock' : 'operator.signIn';
  const metadata = { user: user.id };
  if (operator && isRight) {
    const message = `${operator.name} ${isUnlock ? 'unlocked the window' : 'signed in'}`;
    return { ...accessEvent(now, action, operator), message, metadata };
  }
  const who = operator ? `as ${operator.name}` : 'with a name that nobody has';
  return {
    ...accessEvent(now, action, user),
    outcome: 'failure',
    severity: 'warning',
    message: isUnlock
      ? `${user.name} could not unlock the window`
      : `${user.name} could not sign in ${who}`,
    targets: operator ? [targetOf(operator)] : [],
    metadata,
  };
}

/**
 * The event of something on the command line that an operator's role does not allow.
 * @param now integer milliseconds UTC
 */
export function refusalEvent(operator: Operator, role: Role, least: Role, now: number): NewEvent {
  return {
    ...accessEvent(now, 'operator.refuse', operator),
    outcome: 'failure',
    severity: 'warning',
    message: `${operator.name} was refused what takes the role ${least}`,
    errorType: 'NOT_PERMITTED',
    metadata: { role, least },
  };
}

function accessEvent(now: number, action: string, actor: Operator): NewEvent {
  return {
    ...blankEvent(now, action),
    category: 'admin',
    outcome: 'success',
    severity: 'notice',
    actorId: actor.id,
    actorName: actor.name,
    actorType: 'user',
    host: hostname(),
  };
}

function targetOf({ id, name }: OperatorInfo): EventTarget {
  return { type: 'operator', id, name };
}
