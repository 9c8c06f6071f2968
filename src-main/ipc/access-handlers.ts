import type { accessContract } from '#shared/ipc/access-contract.ts';
import type { ChannelOutput } from '#shared/ipc/contract.ts';
import type { AccessControl } from '../access/access-control.ts';
import type { Passphrases } from '../access/passphrase.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import type { StoreHost } from '../store/host/store-host.ts';
import type { Handlers } from './dispatcher.ts';

interface AccessDependencies {
  readonly session: StoreSession;
  readonly access: AccessControl;
  readonly passphrases: Passphrases;
  readonly operator: () => Operator;
}

/** Signing in and out, and operators. Passphrases end here: the store gets hashes. */
export function accessHandlers({
  session,
  access,
  passphrases,
  operator,
}: AccessDependencies): Pick<Handlers, keyof typeof accessContract> {
  const operators = async (host: StoreHost): Promise<ChannelOutput<'operator.list'>> => ({
    operators: [...(await host.reads.operators())],
    idleMinutes: (await host.reads.accessRules()).idleMinutes,
  });
  const act = async (
    change: (host: StoreHost) => Promise<unknown>,
  ): Promise<ChannelOutput<'operator.list'>> => {
    const { host } = session;
    await change(host);
    void session.look();
    const answer = await operators(host);
    await access.refresh();
    return answer;
  };
  return {
    'access.state': () => access.state,
    'access.signIn': async (typed) => {
      const result = await access.signIn(typed);
      void session.look();
      return result;
    },
    'access.signOut': () => {
      access.signOut();
      return access.state;
    },
    'access.lock': () => {
      access.lock();
      return access.state;
    },
    'access.setIdle': ({ minutes }) => {
      const by = operator();
      return act((host) => host.writes.setIdleMinutes({ minutes, operator: by }));
    },
    'operator.list': () => operators(session.host),
    'operator.add': ({ name, role, passphrase }) => {
      const by = operator();
      return act(async ({ writes }) => {
        const hash = await passphrases.hash(passphrase);
        return writes.addOperator({ name, role, passphrase: hash, operator: by });
      });
    },
    'operator.change': ({ passphrase, ...change }) => {
      const by = operator();
      return act(async ({ writes }) => {
        const hash = passphrase === undefined ? undefined : await passphrases.hash(passphrase);
        return writes.changeOperator({ ...change, passphrase: hash, operator: by });
      });
    },
    'operator.remove': ({ id }) => {
      const by = operator();
      return act((host) => host.writes.removeOperator({ id, operator: by }));
    },
  };
}
