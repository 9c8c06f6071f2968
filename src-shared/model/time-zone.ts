import { z } from 'zod';

/** IANA name of a time zone, `UTC` included. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'is not the name of a time zone');

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
