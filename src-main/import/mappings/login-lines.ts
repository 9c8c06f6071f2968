import type { Outcome } from '#shared/model/vocabulary.ts';

/** What a line of a log says of somebody getting in. */
export interface LoginLine {
  readonly outcome: Outcome | undefined;
  readonly user: string | undefined;
  readonly ip: string | undefined;
  /** Whom they became, where that is said. */
  readonly target: string | undefined;
}

/** Lines are short; what is longer has its names in front. */
const LONGEST_LINE = 1_000;

const FROM = String.raw`(?: from (?<ip>[\da-f.:]+))?`;

/** Lines of sshd, sudo, su, login, PAM and cron. */
const PATTERNS: readonly (readonly [pattern: RegExp, outcome: Outcome | undefined])[] = [
  [new RegExp(String.raw`^Accepted \S+ for (?<user>\S+)${FROM}`, 'iu'), 'success'],
  [new RegExp(String.raw`^Failed \S+ for (?:invalid user )?(?<user>\S+)${FROM}`, 'iu'), 'failure'],
  [new RegExp(String.raw`^Invalid user (?<user>\S+)${FROM}`, 'iu'), 'failure'],
  [
    /^(?:Connection (?:closed|reset) by|Disconnected from) authenticating user (?<user>\S+) (?<ip>[\da-f.:]+) /iu,
    'failure',
  ],
  [/^Disconnected from user (?<user>\S+) (?<ip>[\da-f.:]+) /iu, undefined],
  [
    /^(?:pam_unix\([\w:-]+\): )?session opened for user (?<target>[^\s(]+)(?:\(uid=\d+\))? by (?<user>[^\s(]+)/iu,
    'success',
  ],
  [/^(?:pam_unix\([\w:-]+\): )?session opened for user (?<user>[^\s(]+)/iu, 'success'],
  [/^(?:pam_unix\([\w:-]+\): )?session closed for user (?<user>[^\s(]+)/iu, undefined],
  [
    /^pam_unix\([\w:-]+\): authentication failure;.{0,200}? rhost=(?<ip>[\da-f.:]*) +user=(?<user>\S+)/iu,
    'failure',
  ],
  [/^FAILED (?:SU|su) \(to (?<target>\S+)\) (?<user>\S+) on /u, 'failure'],
  [/^\(to (?<target>\S+)\) (?<user>\S+) on /u, 'success'],
  [/^FAILED LOGIN .{0,100}? FOR '(?<user>[^']+)'/u, 'failure'],
  [
    /^ *(?<user>\S+) : (?:\d+ incorrect password attempts?|user NOT in sudoers|command not allowed) ;.{0,400}? USER=(?<target>\S+)/u,
    'failure',
  ],
  [/^ *(?<user>\S+) : TTY=.{0,400}? USER=(?<target>\S+)/u, 'success'],
];

/** @returns null if the line is about something else */
export function loginLine(message: string): LoginLine | null {
  const line = message.slice(0, LONGEST_LINE).trimStart();
  for (const [pattern, outcome] of PATTERNS) {
    const groups = pattern.exec(line)?.groups;
    if (groups) {
      return { outcome, user: groups['user'], ip: groups['ip'], target: groups['target'] };
    }
  }
  return null;
}
