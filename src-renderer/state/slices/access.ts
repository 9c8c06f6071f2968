import { roleIn } from '#shared/model/role.ts';
import type { AccessState, SignIn, SignInResult } from '#shared/model/operator.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';
import { closeAll } from '../close-all.ts';

interface AccessPart {
  /** Who is at the keyboard, as far as the store asks; null until main has said. */
  readonly access: AccessState | null;
}

export interface AccessActions {
  readonly loadAccess: () => Promise<void>;
  readonly accessChanged: (next: AccessState) => void;
  /** Answers why it failed, for the screen that asked. */
  readonly signIn: (typed: SignIn) => Promise<SignInResult | { readonly failure: CallFailure }>;
  readonly signOut: () => Promise<void>;
  readonly lock: () => Promise<void>;
}

export type AccessSlice = AccessPart & AccessActions;

export const createAccessSlice: SliceCreator<AccessSlice> = (set, get, { client }) => {
  const accept = (next: AccessState): void => {
    const { access } = get();
    if (JSON.stringify(access) === JSON.stringify(next)) return;
    const hadRole = access !== null && roleIn(access) !== null;
    const hasRole = roleIn(next) !== null;
    // Whoever comes back sees what is there now.
    set((state) => ({ access: next, epoch: hasRole ? state.epoch + 1 : state.epoch }));
    if (!hasRole) {
      closeAll(get());
      get().closeMapping();
      get().discardOffer();
      set({ reviewState: null, job: null, jobs: [], notices: [] });
    } else if (!hadRole) {
      void get().loadJobs();
      // Files may have been chosen before the store asked who that is.
      get().refreshOffer();
    }
  };
  const leave = async (channel: 'access.signOut' | 'access.lock'): Promise<void> => {
    try {
      accept(await client.call(channel, {}));
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  };
  return {
    access: null,
    loadAccess: async () => {
      try {
        accept(await client.call('access.state', {}));
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    accessChanged: accept,
    signIn: async (typed) => {
      try {
        return await client.call('access.signIn', typed);
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    signOut: () => leave('access.signOut'),
    lock: () => leave('access.lock'),
  };
};
