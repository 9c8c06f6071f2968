import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempStore } from '../support/temp-store.ts';
import { allFixtures, fixture } from './support/files.ts';
import { collect, runImport, sinkOf } from './support/run-import.ts';

/**
 * What the files hold, counted by a program of its own (check.py beside the originals): lines of
 * JSON Lines, rows of CSV. Records of text logs are counted by hand: lines without a time of their
 * own belong to the record before, lines of the audit log to that of their serial number.
 */
const FILES: Readonly<Record<string, readonly [records: number, bad: number, mapping: string]>> = {
  'audit2rbac/demo.log': [3, 0, 'kubernetes'],
  'elastic/postgresql-11-connection-disconnection.csv.log': [20, 0, 'postgresql'],
  'elastic/postgresql-11-multi-line.csv.log': [1, 0, 'postgresql'],
  'elastic/postgresql-13-error-code.csv.log': [4, 0, 'postgresql'],
  'elastic/test-audit-711.log': [3, 0, 'generic'],
  'git-history/commits.csv': [60, 0, 'generic'],
  'lnav/logfile_journald.json': [2, 0, 'journald'],
  'lnav/logfile_json_invalid.json': [13, 1, 'generic'],
  'lnav/logfile_laravel.1': [4, 0, 'text-log'],
  'lnav/logfile_mixed_json2.json': [18, 5, 'generic'],
  'lnav/logfile_with_zones.0': [3, 0, 'text-log'],
  'otrf/azure-ad.jsonl': [3, 0, 'azure-ad'],
  'otrf/ec2_proxy.json': [3, 0, 'cloudtrail'],
  'otrf/honey-bucket.csv': [4, 0, 's3-honey-bucket'],
  'otrf/office-activity.json': [1, 0, 'microsoft-365'],
  'otrf/windows-log-analytics.jsonl': [4, 0, 'windows-event'],
  'otrf/windows-nxlog.jsonl': [4, 0, 'windows-event'],
  'otrf/windows-winlog.jsonl': [3, 0, 'windows-event'],
  'panther/azure-audit.jsonl': [5, 0, 'azure-ad'],
  'panther/azure-monitor.jsonl': [5, 0, 'azure-monitor'],
  'panther/cloudtrail.jsonl': [5, 0, 'cloudtrail'],
  'panther/databricks.jsonl': [5, 0, 'databricks'],
  'panther/github.jsonl': [16, 0, 'github'],
  'panther/google-cloud.jsonl': [5, 0, 'google-cloud'],
  'panther/google-workspace.jsonl': [4, 0, 'google-workspace'],
  'panther/kubernetes.jsonl': [4, 0, 'kubernetes'],
  'panther/okta-odd.jsonl': [3, 0, 'okta'],
  'panther/okta.jsonl': [12, 0, 'okta'],
  'panther/slack.jsonl': [4, 0, 'slack'],
  'plaso/audit_enriched.log': [12, 0, 'auditd'],
  'plaso/aws_cloudtrail.jsonl': [3, 0, 'cloudtrail-lookup'],
  'plaso/azure_activity_log.jsonl': [2, 0, 'azure-monitor'],
  'plaso/gcp_logging.jsonl': [3, 0, 'google-cloud'],
  'plaso/microsoft_audit_log.jsonl': [4, 0, 'microsoft-365'],
  'plaso/postgresql.log': [20, 0, 'postgresql'],
  'plaso/selinux.log': [10, 4, 'auditd'],
  'plaso/syslog': [16, 0, 'text-log'],
  'plaso/syslog_rsyslog_SyslogProtocol23Format': [9, 0, 'text-log'],
  'plaso/syslog_ssh.log': [9, 0, 'text-log'],
  'stratus/aws.defense-evasion.cloudtrail-stop.json': [1, 0, 'cloudtrail'],
  'stratus/aws.initial-access.console-login-without-mfa.json': [1, 0, 'cloudtrail'],
  'timesketch/csv_timestamp_no_datetime.csv': [3, 0, 'generic'],
  'timesketch/evtx_direct.csv': [13, 0, 'generic'],
  'timesketch/invalid_datetime.csv': [4, 1, 'generic'],
  'timesketch/validate_no_datetime_timestamps.csv': [5, 0, 'generic'],
  'timesketch/validate_timestamp_conversion.csv': [3, 0, 'generic'],
};

/** It has no column with a time. */
const REFUSED = 'timesketch/incorrect.csv';

describe('every real file', () => {
  it('is known here', () => {
    const files = allFixtures().map((path) => relative(fixture(''), path));
    expect(files).toEqual([...Object.keys(FILES), REFUSED].toSorted());
  });

  it.each(Object.entries(FILES))('%s is read whole', async (file, [records, bad, mapping]) => {
    const { result, events } = await collect([fixture(file)]);
    expect(result).toMatchObject({ read: records, rejected: bad, format: mapping });
    expect(result.added + result.duplicates).toBe(records - bad);
    expect(result.rejections.map(({ line }) => line > 0)).toEqual(Array(bad).fill(true));
    for (const { raw } of events) expect(raw).not.toBe('');
  });

  it('adds nothing the second time, alone or together', async () => {
    const { reads, writes } = tempStore();
    const paths = Object.keys(FILES).map(fixture);
    const first = await runImport(paths, sinkOf(writes));
    expect(first.added).toBeGreaterThan(250);
    expect(first.read).toBe(first.added + first.duplicates + first.rejected);
    const before = reads.facts().events;
    const second = await runImport(paths, sinkOf(writes));
    expect(second).toMatchObject({
      read: first.read,
      added: 0,
      duplicates: first.added + first.duplicates,
    });
    for (const path of paths) {
      expect(await runImport([path], sinkOf(writes))).toMatchObject({ added: 0 });
    }
    // The imports record themselves.
    expect(reads.facts().events).toBe(before + 1 + paths.length);
  });
});
