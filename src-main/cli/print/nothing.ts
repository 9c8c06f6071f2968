/** What to say where there is nothing to show: what that means, and what to do next. */

export const NO_EVENTS = 'The store holds no events yet. Bring some in with: annals import FILE…';
export const NO_MATCH = 'No events match. Take a filter away, or widen --last.';
