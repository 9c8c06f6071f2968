import { contract } from '#shared/ipc/contract.ts';
import type { ChannelSpec } from '#shared/ipc/channel-spec.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import type { PageError } from '#shared/model/page-error.ts';
import type { EndedCall } from '../ipc/dispatcher.ts';
import type { RecordInput } from './event-sink.ts';

/** Refusals that the operator meets in the middle of typing, or asked for. */
const EVERYDAY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'CANCELLED',
  'INVALID_INPUT',
  'SHUTTING_DOWN',
]);

/** Somebody has tried what they may not, whatever it was. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NOT_SIGNED_IN', 'NOT_PERMITTED']);

/**
 * The event of a call that was refused, or that should have changed something and did not; null for all others: acts that
 * succeed record themselves, in the transaction that does them.
 */
export function failedCallEvent({
  channel,
  role,
  failure,
  durationMs,
}: EndedCall): RecordInput | null {
  if (!failure || EVERYDAY.has(failure.code)) return null;
  const { access, role: least }: ChannelSpec = contract[channel];
  const isRefused = REFUSALS.has(failure.code);
  if (access === 'read' && !isRefused) return null;
  return {
    action: channel,
    category: 'admin',
    outcome: 'failure',
    severity: isRefused ? 'warning' : 'notice',
    message: `${channel} ${isRefused ? 'was refused' : 'failed'}: ${failure.message}`,
    errorType: failure.code,
    errorMessage: failure.message,
    durationMs,
    ...(isRefused ? { metadata: { channel, role, least } } : {}),
  };
}

export function pageErrorEvent({ origin, name, message, stack }: PageError): RecordInput {
  return {
    action: 'page.error',
    category: 'system',
    source: 'system',
    outcome: 'error',
    severity: 'error',
    message: `Error in the window: ${message}`,
    errorType: name,
    errorMessage: message,
    stackTrace: stack,
    metadata: { origin },
  };
}
