import type { CommandId } from '#shared/model/commands.ts';
import type { Behaviour } from './command.ts';
import { always, isSignedIn, may, mayImport } from './conditions.ts';

/** Stores, what comes into them, and who is at the keyboard. */
export const storeCommands = {
  'import.files': {
    isEnabled: mayImport,
    run: ({ store }) => void store.getState().chooseImport('files'),
  },
  'import.folder': {
    isEnabled: mayImport,
    run: ({ store }) => void store.getState().chooseImport('folder'),
  },
  'store.choose': {
    isEnabled: always,
    run: ({ store }) => void store.getState().chooseStore(),
  },
  'store.create': {
    isEnabled: may('viewer'),
    run: ({ store }) => void store.getState().createStore(),
  },
  'store.openDefault': {
    isEnabled: always,
    run: ({ store }) => void store.getState().openDefaultStore(),
  },
  'store.openSample': {
    isEnabled: always,
    run: ({ store }) => void store.getState().openSampleStore(),
  },
  'access.lock': {
    isEnabled: isSignedIn,
    run: ({ store }) => void store.getState().lock(),
  },
  'access.signOut': {
    isEnabled: isSignedIn,
    run: ({ store }) => void store.getState().signOut(),
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
