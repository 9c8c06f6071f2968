/** RFC 5424, from 0. */
const FACILITIES =
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7'.split(
    ' ',
  );

/** The name of a facility's number; undefined if there is none of it. */
export function facilityName(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,2}$/u.test(text) ? FACILITIES[Number(text)] : undefined;
}
