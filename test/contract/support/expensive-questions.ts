import type { ChannelName } from '#shared/ipc/channels.ts';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';

/** A channel and what goes in. */
type Question = { readonly [Name in ChannelName]: readonly [Name, ChannelInput<Name>] }[
  | 'history.open'
  | 'history.facets'
  | 'history.timeline'];

/** A filter that looks at everything that is kept of every event. */
export function anywhere(text: string): EventFilter {
  return { from: null, to: null, terms: [{ field: 'anywhere', values: [text], negated: false }] };
}

/** A filter that looks at the text of every event: one character is too short for an index. */
function withoutLetter(letter: string): EventFilter {
  return { from: null, to: null, terms: [{ field: 'text', values: [letter], negated: true }] };
}

/**
 * Ten questions each of which has to look at every event, and that share no work.
 * @param absent text that no event has; another one each time, or what is known is used again
 */
export function expensiveQuestions(absent: string): readonly Question[] {
  return [
    open(anywhere(`${absent} 1`)),
    open(anywhere(`${absent} 2`)),
    open(withoutLetter('e')),
    facets(anywhere(`${absent} 3`)),
    facets(anywhere(`${absent} 4`)),
    facets(anywhere(`${absent} 5`)),
    timeline(anywhere(`${absent} 6`)),
    timeline(anywhere(`${absent} 7`)),
    timeline(anywhere(`${absent} 8`)),
    timeline(anywhere(`${absent} 9`)),
  ];
}

function open(filter: EventFilter): Question {
  return ['history.open', { filter, order: 'newest' }];
}

function facets(filter: EventFilter): Question {
  return ['history.facets', { filter, fields: ['action', 'target', 'outcome'], limit: 20 }];
}

function timeline(filter: EventFilter): Question {
  return ['history.timeline', { filter, by: 'severity', buckets: 100, timeZone: 'UTC' }];
}
