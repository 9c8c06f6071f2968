/** The beginning of a line of the Linux audit log: what it belongs to. */
export interface AuditHead {
  readonly node: string | null;
  readonly type: string;
  /** Epoch seconds, as written. */
  readonly time: string;
  readonly serial: string;
  /** Index behind the colon. */
  readonly end: number;
}

const HEAD =
  /^(?:node=(\S{1,255}) )?type=([\w[\]]{1,64}) msg=audit\((\d{1,12}(?:\.\d{1,9})?):(\d{1,20})\):/u;

/** Enough of a line to hold all of its head. */
export const AUDIT_HEAD_LENGTH = 512;

/** @returns null if it is no line of an audit log */
export function auditHeadOf(line: string): AuditHead | null {
  const match = HEAD.exec(line);
  if (!match) return null;
  const [all, node, type = '', time = '', serial = ''] = match;
  return { node: node ?? null, type, time, serial, end: all.length };
}
