import { activityLog } from './activity-log.ts';
import { annals } from './annals.ts';
import { auditLogsTable } from './audit-logs-table.ts';
import { auditd } from './auditd.ts';
import { azureAd } from './azure-ad.ts';
import { azureMonitor } from './azure-monitor.ts';
import { cloudTrailLookup } from './cloudtrail-lookup.ts';
import { cloudTrail } from './cloudtrail.ts';
import { databricks } from './databricks.ts';
import { ecs } from './ecs.ts';
import { generic } from './generic.ts';
import { github } from './github.ts';
import { googleCloud } from './google-cloud.ts';
import { googleWorkspace } from './google-workspace.ts';
import { honeyBucket } from './honey-bucket.ts';
import { journald } from './journald.ts';
import { kubernetes } from './kubernetes.ts';
import type { Mapping } from './mapping.ts';
import { microsoft365 } from './microsoft-365.ts';
import { ocsf } from './ocsf.ts';
import { okta } from './okta.ts';
import { postgresql } from './postgresql.ts';
import { sellerAuditLog } from './seller-audit-log.ts';
import { slack } from './slack.ts';
import { taskRecords } from './task-records.ts';
import { textLog } from './text-log.ts';
import { windows } from './windows.ts';

/** From the most particular to the one that takes anything. */
export const MAPPINGS: readonly [Mapping, ...Mapping[]] = [
  annals,
  activityLog,
  auditd,
  auditLogsTable,
  azureAd,
  azureMonitor,
  cloudTrail,
  cloudTrailLookup,
  databricks,
  ecs,
  github,
  googleCloud,
  googleWorkspace,
  honeyBucket,
  journald,
  kubernetes,
  microsoft365,
  ocsf,
  okta,
  postgresql,
  sellerAuditLog,
  slack,
  taskRecords,
  textLog,
  windows,
  generic,
];
