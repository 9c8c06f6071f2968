/** Days in a month, so that 30 February is refused and not read as 2 March. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d\d:?\d\d)?)?$/u;

/** A time as it was read. */
export interface ParsedTime {
  /** Integer milliseconds UTC; finer digits are cut off. */
  readonly ms: number;
  /** True if the text named no zone, so that UTC was taken. */
  readonly isZoneless: boolean;
}

/**
 * Reads ISO 8601 as RFC 3339 narrows it, date-only and zone-less forms included, because
 * `Date.parse` takes 2026-02-30 for 2 March and zone-less times for local ones.
 * @returns null if the text is no such time
 */
export function parseIsoTime(text: string): ParsedTime | null {
  const match = RFC_3339.exec(text.trim());
  if (!match) return null;
  const [, yearText, monthText, dayText, hourText, minuteText, secondText, fraction, zone] = match;
  const year = Number(yearText);
  const month = Number(monthText);
  const day = Number(dayText);
  const hour = Number(hourText ?? 0);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // A leap second is stored as the last millisecond before it.
  const isLeapSecond = second === 60 && minute === 59;
  if (hour > 23 || minute > 59 || (second > 59 && !isLeapSecond)) return null;
  const milliseconds = isLeapSecond ? 999 : Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, isLeapSecond ? 59 : second, milliseconds);
  const offset = zoneOffsetMinutes(zone);
  if (offset === null) return null;
  return { ms: date.getTime() - offset * 60_000, isZoneless: zone === undefined };
}

function zoneOffsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** ISO 8601 in UTC with milliseconds, as all output of Annals has it. */
export function formatIsoTime(ms: number): string {
  return new Date(ms).toISOString();
}
