import type { z } from 'zod';

/**
 * What is wrong with an event that was handed in: the field, and what it should be.
 * @param input what was handed in, since an absent field and one of another type are one issue to zod
 */
export function describeEventIssue(error: z.ZodError, input: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'not a valid event';
  const field = issue.path.join('.');
  const subject = field === '' ? 'the event' : `“${field}”`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${field === '' ? 'an event' : `“${field}”`} has no field “${issue.keys[0] ?? ''}”`;
    case 'invalid_value':
      return `${subject} must be one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return valueAt(input, issue.path) === undefined
        ? `${subject} is missing`
        : `${subject} must be ${article(issue.expected)}`;
    case 'too_big':
      return `${subject} is too large: at most ${String(issue.maximum)} ${unitOf(issue.origin)}`;
    case 'too_small':
      return issue.origin === 'string' ? `${subject} is empty` : `${subject} is too small`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return `${subject}: ${issue.message}`;
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? value[key as keyof typeof value] : undefined,
    input,
  );
}

function article(type: string): string {
  return `${/^[aeio]/u.test(type) ? 'an' : 'a'} ${type}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'entries' : '';
}
