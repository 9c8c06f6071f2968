import { AUDIT_HEAD_LENGTH, auditHeadOf } from './audit-line.ts';
import { firstLines } from './file-head.ts';
import type { FileHead } from './file-head.ts';
import { lineStartOf } from './log-time.ts';

/** True if a file is a text log: lines begin with times, or the first and at least one other do. */
export function isTextLog(head: FileHead): boolean {
  const lines = firstLines(head).map((line) => lineStartOf(line) !== null);
  const count = lines.filter(Boolean).length;
  return count > 0 && (count >= lines.length / 2 || (lines[0] === true && count >= 2));
}

export function hasLogLine(head: FileHead): boolean {
  return firstLines(head).some((line) => lineStartOf(line) !== null);
}

/** True if at least half of the lines of a file are of a Linux audit log. */
export function isAuditLog(head: FileHead): boolean {
  const lines = firstLines(head).map(isAuditLine);
  const count = lines.filter(Boolean).length;
  return count > 0 && count >= lines.length / 2;
}

export function hasAuditLine(head: FileHead): boolean {
  return firstLines(head).some(isAuditLine);
}

/** True if a file begins with fields of a journal, and a record of it has a time. */
export function isJournalExport({ bytes }: FileHead): boolean {
  const text = bytes.toString('latin1');
  return (
    /^\s*[A-Z0-9_]{1,64}[=\n]/u.test(text) && /(?:^|\n)__REALTIME_TIMESTAMP=\d{1,20}\n/u.test(text)
  );
}

function isAuditLine(line: string): boolean {
  return auditHeadOf(line.slice(0, AUDIT_HEAD_LENGTH)) !== null;
}
