import { z } from 'zod';
import { StartBundle } from '../model/bundle.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Evidence bundles: docs/evidence-bundle.md. */
export const bundleContract = {
  /**
   * Makes a bundle as a job, into a file that the operator names in a save dialog; null if that was
   * cancelled.
   */
  'bundle.start': {
    access: 'job',
    role: 'auditor',
    input: StartBundle,
    output: z.strictObject({ jobId: z.uuid() }).nullable(),
    errors: ['JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
} as const satisfies Record<string, ChannelSpec>;
