import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { Verdict, Verification } from '#shared/model/verification.ts';
import type { Severity } from '#shared/model/vocabulary.ts';
import { counted } from '../review/words.ts';
import type { Operator } from '../store-api.ts';

const SEVERITY: Readonly<Record<Verdict, Severity>> = {
  intact: 'notice',
  tampered: 'critical',
  undecided: 'warning',
};

/** The event that tells of a verification, and of what it found. */
export function verifyEvent(verification: Verification, operator: Operator): NewEvent {
  const { verdict, events, firstBad, reason, trust, range, sealed, verifiedAt } = verification;
  const found = {
    intact: reason,
    tampered: `Event ${firstBad} does not fit. ${reason}`,
    undecided: `Undecided. ${reason}`,
  }[verdict];
  return {
    ...blankEvent(verifiedAt, 'verify'),
    category: 'admin',
    outcome: 'success',
    severity: SEVERITY[verdict],
    actorId: operator.id,
    actorName: operator.name,
    actorType: 'user',
    message: `Verified ${counted(events, 'event')}: ${found}`,
    metadata: { verdict, firstBad, reason, trust, range, evidence: sealed.length },
    affectedCount: events,
    host: hostname(),
  };
}
