import { z } from 'zod';
import { PAGE_ERROR_LIMITS } from './limits.ts';

/** An error in a page that nothing there has caught. */
export const PageError = z.strictObject({
  origin: z.enum(['error', 'unhandledrejection']),
  /** Name of the error's class, or what else was thrown. */
  name: z.string().max(PAGE_ERROR_LIMITS.name),
  message: z.string().max(PAGE_ERROR_LIMITS.message),
  stack: z.string().max(PAGE_ERROR_LIMITS.stack).nullable(),
});
export type PageError = z.infer<typeof PageError>;
