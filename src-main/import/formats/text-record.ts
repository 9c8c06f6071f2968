import { levelOf, lineStartOf } from './log-time.ts';
import type { LineStart } from './log-time.ts';
import { RecordError } from './record.ts';
import type { ParsedRecord } from './record.ts';
import { decodeUtf8 } from './utf8.ts';

/** Severities of syslog, by number. */
const SYSLOG_LEVELS = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** What a line of a text log says, and by whose custom it was written. */
interface TextLine {
  readonly form: 'syslog' | 'postgresql' | 'laravel' | 'plain';
  readonly message: string;
  readonly time?: string | undefined;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  readonly pid?: string | undefined;
  readonly level?: string | undefined;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
}

type LineReader = (rest: string, start: LineStart) => TextLine | null;

/**
 * Takes one record of a text log apart, as the splitter cut it: its first line begins with a
 * time. The message goes on with all its other lines.
 * @throws RecordError if it is not UTF-8
 */
export function parseTextRecord(bytes: Buffer): ParsedRecord {
  const text = decodeUtf8(bytes);
  const feed = text.indexOf('\n');
  const first = (feed === -1 ? text : text.slice(0, feed)).replace(/\r$/u, '');
  const start = lineStartOf(first);
  if (!start) throw new RecordError('it does not begin with a time');
  const line = readLine(first.slice(start.end), start);
  const more = feed === -1 ? '' : text.slice(feed).replaceAll('\r\n', '\n');
  const { time = start.time, message, form, ...rest } = line;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return { time, ...Object.fromEntries(given), message: message.trim() + more, form };
}

function readLine(rest: string, start: LineStart): TextLine {
  for (const read of READERS) {
    const line = read(rest, start);
    if (line) return line;
  }
  const found = levelOf(rest);
  const lead = /[a-z]+/iu.exec(start.lead)?.[0];
  const message = found ? rest.slice(found.end) : rest;
  return { form: 'plain', level: lead ?? found?.level, message: message.replace(SEPARATORS, '') };
}

/** What stands between a time, a level and a text. */
const SEPARATORS = /^[\s|:-]+/u;

const PG_LINE =
  /^(?<zone>(?: [A-Z]{2,5}| ?[+-]\d\d(?::?\d\d)?)?):? (?:\[(?<pid>\d+)(?:-\d+)?\]:? )?(?:\[\d+(?:-\d+)?\] )?(?<who>(?:[^\s:]{1,200} )?)(?<level>LOG|DEBUG\d?|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): {2}(?<message>.*)$/su;
const PG_NAMED = /^user=(?<user>[^,\s]*),db=(?<database>[^,\s]*)/u;
const PG_PAIR = /^(?<user>[^@\s]*)@(?<database>\S*) ?$/u;

/** `2022-04-12 00:16:05.526 UTC [7755] postgres@postgres LOG:  …`, two spaces before the text. */
function readPostgresql(rest: string, { isBracketed, time }: LineStart): TextLine | null {
  const found = isBracketed ? undefined : PG_LINE.exec(rest)?.groups;
  if (!found) return null;
  const who = found['who'] ?? '';
  const zone = found['zone'] ?? '';
  // Others put two spaces behind a level, too, but PostgreSQL names a zone at least.
  if (who === '' && zone === '' && found['pid'] === undefined && /\d$/u.test(time)) return null;
  const names = PG_NAMED.exec(who)?.groups ?? PG_PAIR.exec(who)?.groups;
  return {
    form: 'postgresql',
    time: time + zone,
    pid: found['pid'],
    level: found['level'],
    user: names?.['user'],
    database: names?.['database'],
    message: found['message'] ?? '',
  };
}

const LARAVEL_LINE = /^ (?<channel>[\w.-]{1,100})\.(?<level>[A-Z]{3,10}): (?<message>.*)$/su;

/** Monolog, as Laravel and Symfony write it: `[2026-01-01 00:00:00] local.ERROR: …`. */
function readLaravel(rest: string, { isBracketed }: LineStart): TextLine | null {
  const found = isBracketed ? LARAVEL_LINE.exec(rest)?.groups : undefined;
  return found ? { form: 'laravel', level: found['level'], message: found['message'] ?? '' } : null;
}

const RFC_5424_LINE =
  /^ (?<host>\S{1,255}) (?<program>\S{1,48}) (?<pid>\S{1,128}) (?<id>\S{1,32}) (?<message>(?:-(?= |$)|\[[^\s=\]"]+[ \]]).*)$/su;

/** RFC 5424, also without the priority that receivers take off. */
function readNewSyslog(rest: string, { priority, time, isBracketed }: LineStart): TextLine | null {
  const found = isBracketed ? undefined : RFC_5424_LINE.exec(rest)?.groups;
  const isVersioned = priority.endsWith(' ');
  if (!found || !(isVersioned || (isRfc3339(time) && /^(?:-|\d+)$/u.test(found['pid'] ?? '')))) {
    return null;
  }
  const message = (found['message'] ?? '').replace(/^- */u, '');
  return {
    form: 'syslog',
    host: valueOf(found['host']),
    program: valueOf(found['program']),
    pid: valueOf(found['pid']),
    level: levelOfPriority(priority) ?? /^\[[^\]]{0,500} level="(\w{1,20})"/u.exec(message)?.[1],
    message,
  };
}

const RFC_3164_LINE =
  /^(?: (?<host>\S{0,254}[^\s:]))? (?<program>[^\s:[\]]{1,128})(?:\[(?<pid>\d+)\])?:(?= |$)(?<message>.*)$/su;
const HOST_AND_TEXT = /^ (?<host>[\w.-]{1,255}) (?<message>.*)$/su;

/** RFC 3164, and the same behind an ISO time as rsyslog writes it. */
function readOldSyslog(rest: string, start: LineStart): TextLine | null {
  const { priority, time, isBracketed } = start;
  const isOld = /^[A-Z]/u.test(time) && !/\d{4}$/u.test(time);
  if (isBracketed || !(isOld || isRfc3339(time))) return null;
  const level = levelOfPriority(priority);
  const found = RFC_3164_LINE.exec(rest)?.groups;
  if (found && levelOf(` ${found['host'] ?? found['program'] ?? ''}`) === null) {
    const { host, program, pid, message = '' } = found;
    return { form: 'syslog', host, program, pid, level, message };
  }
  if (!isOld) return null;
  const bare = HOST_AND_TEXT.exec(rest)?.groups;
  return bare
    ? { form: 'syslog', host: bare['host'], level, message: bare['message'] ?? '' }
    : { form: 'syslog', level, message: rest.replace(/^:/u, '') };
}

const READERS: readonly LineReader[] = [readPostgresql, readLaravel, readNewSyslog, readOldSyslog];

/** `2026-01-01T00:00:00Z`, as all of syslog that is not old writes it. */
function isRfc3339(time: string): boolean {
  return /T.*(?:Z|[+-]\d\d:\d\d)$/u.test(time);
}

/** `-` stands for nothing in RFC 5424. */
function valueOf(text: string | undefined): string | undefined {
  return text === '-' ? undefined : text;
}

function levelOfPriority(priority: string): string | undefined {
  const number = /\d+/u.exec(priority)?.[0];
  return number === undefined ? undefined : SYSLOG_LEVELS[Number(number) % 8];
}
