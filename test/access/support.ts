import type { StoredEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { SignInResult } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import { valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

export const PASSPHRASE = 'correct horse battery';

/** Opens the own store and adds an admin, Ada; from then on everybody has to sign in. */
export async function withAdmin(app: RealApp): Promise<void> {
  valueOf(await app.call('store.openDefault', {}));
  await addOperator(app, 'Ada', 'admin');
}

export async function addOperator(app: RealApp, name: string, role: Role): Promise<void> {
  valueOf(await app.call('operator.add', { name, role, passphrase: PASSPHRASE }));
}

export async function signIn(
  app: RealApp,
  name: string,
  passphrase = PASSPHRASE,
): Promise<SignInResult> {
  return valueOf(await app.call('access.signIn', { name, passphrase }));
}

/** The events of operators, in the order in which they were recorded. */
export async function accessEvents(app: RealApp): Promise<readonly StoredEvent[]> {
  await app.recorder.flush();
  const request = {
    filter: EVERYTHING,
    order: 'recorded',
    limit: 1_000,
    offset: 0,
    cursor: null,
  } as const;
  const { items } = await app.session.host.reads.page(request);
  return items.filter(({ action }) => /^(?:operator|access)\./u.test(action)).toReversed();
}
