/** A time split where a list wants to weigh its parts differently. */
export interface TimeParts {
  /** `2023-07-10` */
  readonly date: string;
  /** `14:07:34` */
  readonly time: string;
  /** `123` */
  readonly ms: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow, formatting is not: one is kept for each zone. */
function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    era: 'short',
  });
  formatters.set(zone, made);
  return made;
}

/** Date and time of an instant in a zone, in digits that sort as they read. */
export function timeParts(ms: number, zone: string): TimeParts {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(ms)) parts[type] = value;
  const year = (parts.year ?? '').padStart(4, '0');
  return {
    date: `${year}-${parts.month ?? ''}-${parts.day ?? ''}`,
    time: `${parts.hour ?? ''}:${parts.minute ?? ''}:${parts.second ?? ''}`,
    ms: parts.fractionalSecond ?? '000',
  };
}

/** `2023-07-10 14:07:34.123` */
export function formatPrecise(ms: number, zone: string): string {
  const { date, time, ms: fraction } = timeParts(ms, zone);
  return `${date} ${time}.${fraction}`;
}

/** `2023-07-10 14:07:34` */
export function formatSeconds(ms: number, zone: string): string {
  const { date, time } = timeParts(ms, zone);
  return `${date} ${time}`;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How long ago, in one unit: `2 years ago`. */
export function formatAgo(ms: number, now: number): string {
  const difference = ms - now;
  for (const [unit, length] of STEPS) {
    const count = Math.trunc(difference / length);
    if (count !== 0) return relative.format(count, unit);
  }
  return 'just now';
}

/** The zone with its offset at an instant: `Europe/Berlin (UTC+2)`. */
export function formatZone(zone: string, at: number): string {
  return zone === 'UTC' ? zone : `${zone} (${formatOffset(zone, at)})`;
}

/** How far the clocks of a zone are from UTC at an instant: `UTC+2`. */
export function formatOffset(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC');
}
