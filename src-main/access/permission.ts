import type { ChannelName } from '#shared/ipc/channels.ts';
import type { ChannelSpec } from '#shared/ipc/channel-spec.ts';
import { contract } from '#shared/ipc/contract.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { isAtLeast } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';

const PEOPLE: Readonly<Record<Role, string>> = {
  viewer: 'everybody who is signed in',
  auditor: 'auditors and admins',
  admin: 'admins',
};

/**
 * Lets a call through, or not.
 * @param role null while nobody is signed in
 * @throws AnnalsError NOT_SIGNED_IN, NOT_PERMITTED
 */
export function assertMayCall(channel: ChannelName, role: Role | null): void {
  const { role: least }: ChannelSpec = contract[channel];
  if (least !== 'anyone') assertRole(role, least);
}

/** @throws AnnalsError NOT_SIGNED_IN, NOT_PERMITTED */
export function assertRole(role: Role | null, least: Role): void {
  if (role === null) {
    throw new AnnalsError('NOT_SIGNED_IN', 'Nobody is signed in.', 'Sign in first.');
  }
  if (isAtLeast(role, least)) return;
  throw new AnnalsError(
    'NOT_PERMITTED',
    `This is for ${PEOPLE[least]}, and not for ${role}s.`,
    'Ask somebody who may, or have an admin change your role.',
  );
}
