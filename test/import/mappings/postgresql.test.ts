import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitRow } from '../../../src-main/import/formats/csv-table.ts';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { mapped } from '../support/mapped.ts';
import { fixture } from '../support/files.ts';

const COLUMNS =
  'log_time user_name database_name process_id connection_from session_id session_line_num command_tag session_start_time virtual_transaction_id transaction_id error_severity sql_state_code message detail hint internal_query internal_query_pos context query query_pos location application_name backend_type'.split(
    ' ',
  );

/** A row with its columns named, as the reader of csvlog does. */
function rowOf(text: string): ParsedRecord {
  const values = splitRow(text, ',');
  return Object.fromEntries(COLUMNS.map((name, index) => [name, values[index] || null]));
}

const REFUSED = `2021-01-04 00:05:58.232 UTC,"azlev","azlev",36,"172.24.0.1:42326",5ff25be6.24,2,"authentication",2021-01-04 00:05:58 UTC,3/9,0,FATAL,28P01,"password authentication failed for user ""azlev""","Role ""azlev"" does not exist.
Connection matched pg_hba.conf line 95: ""host all all all md5""",,,,,,,,""`;

describe('the mapping of PostgreSQL', () => {
  it('reads a refused connection', () => {
    expect(mapped(rowOf(REFUSED), true)).toMatchObject({
      by: 'postgresql',
      time: '2021-01-04T00:05:58.232Z',
      action: 'authentication',
      category: 'fatal',
      outcome: 'failure',
      severity: 'error',
      actorId: 'azlev',
      actorName: 'azlev',
      targets: ['database:azlev'],
      message:
        'password authentication failed for user "azlev"\nRole "azlev" does not exist.\nConnection matched pg_hba.conf line 95: "host all all all md5"',
      ip: '172.24.0.1',
      sessionId: '5ff25be6.24',
      errorType: '28P01',
      errorMessage: 'password authentication failed for user "azlev"',
      sourceId: null,
    });
  });

  it('reads statements and timeouts', () => {
    const lines = readFileSync(fixture('elastic/postgresql-13-error-code.csv.log'), 'utf8');
    const rows = lines
      .trimEnd()
      .split('\n')
      .map((line) => mapped(rowOf(line), true));
    expect(rows).toMatchObject([
      {
        time: '2021-02-14T10:45:33.257Z',
        action: 'SET',
        outcome: 'success',
        severity: 'info',
        targets: ['database:postgres', 'service:psql'],
        userAgent: 'psql',
      },
      { action: 'BEGIN', outcome: 'success' },
      {
        time: '2021-02-14T10:45:48.164Z',
        action: 'terminating',
        outcome: 'failure',
        severity: 'error',
        errorType: '25P03',
        message: 'terminating connection due to idle-in-transaction timeout',
      },
      { action: 'disconnection', outcome: 'success' },
    ]);
  });

  it('reads how long a statement took', () => {
    const row = rowOf(
      '2021-01-04 00:22:01.903 UTC,"postgres","postgres",59,"172.24.0.1:42642",5ff25f96.3b,3,"SELECT",2021-01-04 00:21:42 UTC,3/0,0,LOG,00000,"duration: 0.658 ms  statement: SELECT \'multi\',",,,,,,,,,"psql"',
    );
    expect(mapped(row, true)).toMatchObject({ action: 'SELECT', durationMs: 1, severity: 'info' });
  });

  it('reads lines of text', () => {
    expect(
      mapped({
        form: 'postgresql',
        time: '2022-04-12 00:24:24.741 UTC',
        pid: '9158',
        user: 'postgres',
        database: 'postgres',
        level: 'FATAL',
        message: 'password authentication failed for user "postgres"',
      }),
    ).toMatchObject({
      time: '2022-04-12T00:24:24.741Z',
      action: 'authentication',
      category: 'fatal',
      outcome: 'failure',
      severity: 'error',
      actorName: 'postgres',
      targets: ['database:postgres'],
    });
  });

  it('knows lines that tell more of the line before', () => {
    const detail = { form: 'postgresql', time: '2022-04-12 00:24:24.741 UTC', level: 'DETAIL' };
    expect(
      mapped({ ...detail, message: 'User "postgres" has no password assigned.' }),
    ).toMatchObject({ action: 'detail', outcome: 'unknown', severity: 'info' });
  });
});
