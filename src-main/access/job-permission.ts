import type { ChannelName } from '#shared/ipc/channels.ts';
import type { JobKind } from '#shared/model/job.ts';
import type { Role } from '#shared/model/role.ts';
import { assertMayCall } from './permission.ts';

/** The channels on which jobs are started. */
const STARTS: Readonly<Record<JobKind, ChannelName>> = {
  import: 'import.start',
  preview: 'import.preview',
  export: 'export.start',
  prune: 'prune.apply',
  retention: 'retention.run',
  verify: 'proof.verify',
  bundle: 'bundle.start',
};

/**
 * Whoever may start a job may stop it, and nobody else.
 * @throws AnnalsError NOT_SIGNED_IN, NOT_PERMITTED
 */
export function assertMayCancel(kind: JobKind, role: Role | null): void {
  assertMayCall(STARTS[kind], role);
}
