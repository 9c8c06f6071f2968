import { z } from 'zod';
import { Asked, EventId, RecentStore } from '../model/desktop.ts';
import { StoreState } from '../model/store-state.ts';
import { Nothing, OPEN_ERRORS, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Where the window meets the desktop around it: recent stores, links, files that are dragged. */
export const desktopContract = {
  /** Stores that were opened on this machine, the last one first. */
  'store.recent': {
    access: 'read',
    role: 'anyone',
    input: Nothing,
    output: z.strictObject({ stores: z.array(RecentStore) }),
    errors: [],
  },
  /** Opens one of them, or one that was asked for outside of the window. */
  'store.openRecent': {
    access: 'write',
    role: 'anyone',
    input: z.strictObject({ id: z.uuid() }),
    output: StoreState,
    errors: [...OPEN_ERRORS, 'NOT_FOUND'],
  },
  /**
   * What was asked for outside of the window, oldest first, and each once. Whatever takes somebody
   * who is signed in waits until there is somebody, and whatever follows a store until it is open.
   */
  'desktop.take': {
    access: 'read',
    role: 'anyone',
    input: Nothing,
    output: z.strictObject({ asked: z.array(Asked) }),
    errors: [],
  },
  /** The event that a link is about. */
  'event.find': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ id: EventId }),
    output: z.strictObject({ seq: z.int().positive() }),
    errors: [...STORE_ERRORS, 'NOT_FOUND'],
  },
  /** Puts a link to an event onto the clipboard. */
  'event.copyLink': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ seq: z.int().positive() }),
    output: Nothing,
    errors: [...STORE_ERRORS, 'NOT_FOUND'],
  },
  /** Lets the mouse, which is down, drag the file that an export has made out of the window. */
  'export.drag': {
    access: 'read',
    role: 'auditor',
    input: z.strictObject({ jobId: z.uuid() }),
    output: Nothing,
    errors: ['NOT_FOUND'],
  },
} as const satisfies Record<string, ChannelSpec>;
