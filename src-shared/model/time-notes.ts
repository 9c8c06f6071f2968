/** What was assumed about the time of an imported event, or is odd about it, as people read it. */
export const TIME_NOTES = {
  zone: 'the time names no zone',
  twice: 'the clock showed this time twice; the first was taken',
  skipped: 'the clock skipped this time; the moment of the change was taken',
  year: 'the time names no year; taken from the date of the file',
  found: 'the time stands under a name that is not known for it',
  early: 'the time is before 1990',
  future: 'the time was in the future when it was imported',
} as const;
export type TimeNote = keyof typeof TIME_NOTES;
export const TIME_NOTE_NAMES = Object.keys(TIME_NOTES) as [TimeNote, ...TimeNote[]];

/** What stands first in dates such as 1/2/2026. */
export const DATE_ORDERS = ['mdy', 'dmy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
