import { describe, expect, it } from 'vitest';
import { loginLine } from '../../../src-main/import/mappings/login-lines.ts';
import { mapped } from '../support/mapped.ts';

const SSHD = {
  form: 'syslog',
  time: 'Mar 11 22:55:32',
  host: 'ubuntu2015',
  program: 'sshd',
  pid: '3',
};

describe('the mapping of text logs', () => {
  it('reads a failed login', () => {
    const message = ' Failed password for root from 188.124.3.41 port 32889 ssh2';
    expect(mapped({ ...SSHD, message })).toMatchObject({
      by: 'text-log',
      time: '2026-03-11T22:55:32.000Z',
      action: 'sshd',
      category: 'auth',
      outcome: 'failure',
      severity: 'warning',
      actorName: 'root',
      targets: ['service:sshd'],
      message: 'Failed password for root from 188.124.3.41 port 32889 ssh2',
      ip: '188.124.3.41',
      host: 'ubuntu2015',
      metadata: { pid: '3' },
      sourceId: null,
    });
  });

  it('reads a login, and lines about other things', () => {
    const message =
      ' Accepted password for plaso from 2001:0db8:0a0b:12f0:0000:0000:0000:0001 port 42532  ssh2';
    expect(mapped({ ...SSHD, message })).toMatchObject({
      outcome: 'success',
      severity: 'info',
      actorName: 'plaso',
      ip: '2001:0db8:0a0b:12f0:0000:0000:0000:0001',
    });
    expect(mapped({ ...SSHD, message: 'Server listening on 0.0.0.0 port 22.' })).toMatchObject({
      category: 'log',
      outcome: 'unknown',
      severity: 'info',
    });
    const cron = { ...SSHD, program: 'CRON', message: '(root) CMD (touch /tmp/afile.txt)' };
    expect(mapped(cron)).toMatchObject({ action: 'CRON', actorName: 'root', category: 'log' });
  });

  it('reads the exception of Laravel, and its trace', () => {
    const message = String.raw`Unable to create configured logger. Using emergency logger. {"exception":"[object] (Error(code: 0): Call to undefined method App\\Logging\\CustomizeFormatter::__invoke() at /var/www/html/LogManager.php:181)
[stacktrace]
#0 /var/www/html/LogManager.php(140): tap('daily')
#1 {main}
"} `;
    const record = {
      form: 'laravel',
      time: '2025-01-02 11:19:06',
      level: 'EMERGENCY',
      message,
    };
    expect(mapped(record)).toMatchObject({
      by: 'text-log',
      time: '2025-01-02T11:19:06.000Z',
      action: 'EMERGENCY',
      outcome: 'failure',
      severity: 'critical',
      errorType: 'Error',
      stackTrace: `[stacktrace]
#0 /var/www/html/LogManager.php(140): tap('daily')
#1 {main}
"}`,
    });
  });

  it('reads a trace of Java, and syslog’s numbers', () => {
    const message =
      'java.lang.IllegalStateException: closed\n\tat org.example.A.b(A.java:7)\nCaused by: java.io.IOException: gone';
    expect(
      mapped({ form: 'plain', time: '2026-01-02 03:04:05,678', level: 'ERROR', message }),
    ).toMatchObject({
      time: '2026-01-02T03:04:05.678Z',
      action: 'ERROR',
      outcome: 'failure',
      severity: 'error',
      message: 'java.lang.IllegalStateException: closed',
      errorType: 'java.lang.IllegalStateException',
      stackTrace: '\tat org.example.A.b(A.java:7)\nCaused by: java.io.IOException: gone',
    });
    expect(mapped({ ...SSHD, level: '2', message: 'x' })).toMatchObject({ severity: 'critical' });
    expect(mapped({ form: 'plain', time: '2026-01-02 03:04:05', message: 'x' })).toMatchObject({
      action: 'log',
    });
  });
});

describe('lines about logins', () => {
  it.each([
    [
      'Accepted publickey for fred from 192.0.2.60 port 60594 ssh2',
      'success',
      'fred',
      '192.0.2.60',
      undefined,
    ],
    ['Invalid user oracle from 192.0.2.1 port 4', 'failure', 'oracle', '192.0.2.1', undefined],
    [
      'Connection closed by authenticating user root 192.0.2.1 port 4 [preauth]',
      'failure',
      'root',
      '192.0.2.1',
      undefined,
    ],
    ['Disconnected from user ada 192.0.2.1 port 4', undefined, 'ada', '192.0.2.1', undefined],
    [
      'pam_unix(sudo:session): session opened for user root(uid=0) by ada(uid=1000)',
      'success',
      'ada',
      undefined,
      'root',
    ],
    [
      'pam_unix(sshd:session): session opened for user ada by (uid=0)',
      'success',
      'ada',
      undefined,
      undefined,
    ],
    [
      'pam_unix(cron:session): session closed for user root',
      undefined,
      'root',
      undefined,
      undefined,
    ],
    [
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root',
      'failure',
      'root',
      '192.0.2.9',
      undefined,
    ],
    ['FAILED SU (to root) ada on pts/0', 'failure', 'ada', undefined, 'root'],
    ['(to root) ada on pts/0', 'success', 'ada', undefined, 'root'],
    [
      "FAILED LOGIN (1) on '/dev/tty1' FOR 'root', Authentication failure",
      'failure',
      'root',
      undefined,
      undefined,
    ],
    [
      '   ada : TTY=pts/0 ; PWD=/home/ada ; USER=root ; COMMAND=/bin/ls',
      'success',
      'ada',
      undefined,
      'root',
    ],
    [
      '   eve : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
      'failure',
      'eve',
      undefined,
      'root',
    ],
    [
      '   eve : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
      'failure',
      'eve',
      undefined,
      'root',
    ],
  ])('reads “%s”', (line, outcome, user, ip, target) => {
    expect(loginLine(line)).toEqual({ outcome, user, ip, target });
  });

  it('is quick with lines made to be slow', () => {
    const start = performance.now();
    for (const line of [
      'a : '.repeat(100_000),
      `${' '.repeat(100_000)}x`,
      'Failed '.repeat(100_000),
    ]) {
      expect(loginLine(line)).toBeNull();
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});
