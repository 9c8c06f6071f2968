import type { EventTarget } from '#shared/model/audit-event.ts';
import { usageError } from './parse-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { parseTimeOption } from './time-option.ts';

/** Options that are fields of an event as they are. */
const TEXT_FIELDS: readonly (readonly [name: string, field: string, help: string])[] = [
  ['action', 'action', 'What was done, as in user.login; the only one that must be there'],
  ['message', 'message', 'One readable line'],
  ['actor', 'actorName', 'Who did it: the name'],
  ['actor-id', 'actorId', 'Who did it: the id'],
  ['actor-type', 'actorType', 'user, service, system, anonymous'],
  ['outcome', 'outcome', 'success, failure, error, unknown (default)'],
  ['severity', 'severity', 'debug, info (default), notice, warning, error, critical'],
  ['category', 'category', 'auth, device, entity, capture, system (default), data, admin, task, …'],
  ['source', 'source', 'What set it off: manual (default), scheduled, automatic, system, …'],
  ['intent', 'intent', 'What it was meant to do'],
  ['ip', 'ip', 'Address it came from'],
  ['user-agent', 'userAgent', 'Program it came from'],
  ['host', 'host', 'Machine it happened on'],
  ['session-id', 'sessionId', 'Session it belongs to'],
  ['correlation-id', 'correlationId', 'What ties it to other events'],
  ['error-type', 'errorType', 'Type or code of the error'],
  ['error-message', 'errorMessage', 'What the error said'],
  ['id', 'id', 'An id of your own, so that recording twice adds nothing'],
];

/** The options with which `record` describes an event. */
export const EVENT_OPTIONS: readonly OptionSpec[] = [
  ...TEXT_FIELDS.map(([name, , help]) => ({ name, value: 'TEXT', help, group: 'Event' as const })),
  {
    name: 'target',
    value: 'TYPE:ID[:NAME]',
    help: 'What it was done to; can be repeated; \\: is a colon',
    group: 'Event',
  },
  { name: 'at', value: 'TIME', help: 'When it happened (default: now)', group: 'Event' },
  { name: 'metadata', value: 'JSON', help: 'Anything else, as a JSON object', group: 'Event' },
  {
    name: 'sensitive',
    value: null,
    help: 'It changed passwords or privileges',
    group: 'Event',
  },
];

/**
 * The event that a command line describes, not validated yet.
 * @throws AnnalsError INVALID_INPUT for options that cannot be read
 */
export function eventFromOptions(options: Options): Readonly<Record<string, unknown>> {
  const event: Record<string, unknown> = {};
  for (const [name, field] of TEXT_FIELDS) {
    const text = options.one(name);
    if (text !== undefined) event[field] = text;
  }
  const at = options.one('at');
  if (at !== undefined) event['occurredAt'] = parseTimeOption('at', at);
  const metadata = options.one('metadata');
  if (metadata !== undefined) event['metadata'] = parseMetadata(metadata);
  const targets = options.all('target').map(parseTarget);
  if (targets.length > 0) event['targets'] = targets;
  if (options.has('sensitive')) event['sensitive'] = true;
  return event;
}

function parseTarget(text: string): EventTarget {
  const [type, ...rest] = text.split(/(?<!\\):/u).map((part) => part.replaceAll('\\:', ':'));
  // With more than one colon left, as in an ARN or a URL with a port, all of it is the id.
  const [id, name] = rest.length === 2 ? rest : [rest.join(':')];
  if (type && id) return { type, id, name: name || null };
  throw usageError(
    `“${text}” for --target is not TYPE:ID or TYPE:ID:NAME.`,
    'As in seller:17:Acme.',
  );
}

function parseMetadata(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError('--metadata is not JSON.', `As in --metadata '{"ticket": 7}'.`);
  }
}
