import { z } from 'zod';
import { ImportOffer } from '../ipc/import-contract.ts';
import { Failure } from '../ipc/failure.ts';
import { LIMITS } from './limits.ts';

/** A store that was open before. Its path stays in main, behind the id. */
export const RecentStore = z.strictObject({
  id: z.uuid(),
  /** File name; with the name of its folder where two stores are called the same. */
  name: z.string(),
});
export type RecentStore = z.infer<typeof RecentStore>;

/** The id of an event, as a link may name it. */
export const EventId = z.string().min(1).max(LIMITS.name);

/** What somebody asked for outside of the window: by a file, a link, or the command line. */
export const Asked = z.discriminatedUnion('kind', [
  /** Opens a store, which `store.openRecent` knows by its id. */
  z.strictObject({ kind: z.literal('store'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('event'), id: EventId }),
  z.strictObject({ kind: z.literal('import'), offer: ImportOffer }),
  /** Something that cannot be done, and why. */
  z.strictObject({ kind: z.literal('refused'), error: Failure }),
]);
export type Asked = z.infer<typeof Asked>;
