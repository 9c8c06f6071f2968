import { audited } from './audited.ts';
import type { AuditedOptions } from './audited.ts';
import { channelKind } from './channel-kind.ts';
import type { ChannelKind } from './channel-kind.ts';
import type { Actor, Details, EventSink } from './event-sink.ts';

export interface AuditedHandlerOptions<Event> {
  /** Who calls; the actor of the recorder by default. */
  readonly operator?: (event: Event) => Actor;
  /** What the channel does, where its name does not tell. */
  readonly kind?: ChannelKind;
  /** Whether calls are recorded; by default all but reads. Destructive ones always are. */
  readonly isRecorded?: (channel: string, kind: ChannelKind) => boolean;
  /** Names of the parameters after the event, to record them too; none are by default. */
  readonly parameters?: readonly string[];
  /** What an answer means, for handlers that answer with failures; by default, success. */
  readonly outcomeOf?: AuditedOptions['outcomeOf'];
}

/** A handler as `ipcMain.handle` takes it, or any other whose first parameter says who calls. */
export type Handler<Event, Parameters extends readonly unknown[], Result> = (
  event: Event,
  ...parameters: Parameters
) => Result;

/**
 * The handler of an IPC channel with a record of its calls: operator, channel, outcome, duration.
 * Reads and paging are left out unless asked for.
 */
export function auditedHandler<Event, Parameters extends readonly unknown[], Result>(
  sink: EventSink,
  channel: string,
  handler: Handler<Event, Parameters, Result>,
  options: AuditedHandlerOptions<Event> = {},
): Handler<Event, Parameters, Result> {
  const { kind = channelKind(channel), isRecorded = (_, kind) => kind !== 'read' } = options;
  if (kind !== 'destructive' && !isRecorded(channel, kind)) return handler;
  return (event, ...parameters) =>
    audited(sink, (...values: Parameters) => handler(event, ...values), {
      action: channel,
      parameters: options.parameters ?? false,
      details: ({ error }) => ({
        ...detailsOf(channel, kind, error !== undefined),
        ...(options.operator ? { actor: options.operator(event) } : {}),
      }),
      ...(options.outcomeOf ? { outcomeOf: options.outcomeOf } : {}),
    })(...parameters);
}

function detailsOf(channel: string, kind: ChannelKind, hasFailed: boolean): Details {
  const message = hasFailed ? `${channel} failed` : channel;
  return { category: 'system', message, metadata: { channel, kind } };
}
