import { clsx } from 'clsx';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Evidence, Verification } from '#shared/model/verification.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { useZone } from '../../state/app-context.tsx';
import table from '../../ui/data-table.module.css';
import { PartText, ScreenPart } from '../../ui/screen-part.tsx';
import styles from './integrity-screen.module.css';
import { AGREEMENT, evidenceName } from './verdict-words.ts';

const ICONS: Readonly<Record<Evidence['agrees'], LucideIcon>> = {
  yes: CircleCheck,
  no: CircleX,
  unknown: CircleHelp,
};

/** What was known of the trail from outside the store, and whether it agrees. */
export function EvidenceTable({ verification }: { readonly verification: Verification }) {
  const zone = useZone();
  const { sealed } = verification;
  return (
    <ScreenPart title="Evidence from outside">
      {sealed.length === 0 ? (
        <PartText>
          Nothing was known of this store from outside. From now on its anchor is; a seal that is
          kept elsewhere is stronger.
        </PartText>
      ) : (
        <table className={table.table} aria-label="Evidence from outside">
          <thead>
            <tr>
              <th>What</th>
              <th className={table.number}>Up to event</th>
              <th className={table.apart}>Made</th>
              <th>Key</th>
              <th>Result</th>
            </tr>
          </thead>
          <tbody>
            {sealed.map((evidence) => (
              <EvidenceRow key={JSON.stringify(evidence)} evidence={evidence} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
    </ScreenPart>
  );
}

interface EvidenceRowProps {
  readonly evidence: Evidence;
  readonly zone: string;
}

function EvidenceRow({ evidence, zone }: EvidenceRowProps) {
  const { seq, at, keyId, agrees } = evidence;
  const Icon = ICONS[agrees];
  const name = evidenceName(evidence);
  return (
    <tr className={table.row}>
      <td className={table.cut} title={name}>
        {name}
      </td>
      <td className={table.number}>{formatCount(seq)}</td>
      <td className={clsx(table.time, table.apart)}>{formatSeconds(at, zone)}</td>
      <td>{keyId === null ? 'Not signed' : <code className={styles.key}>{keyId}</code>}</td>
      <td>
        <span className={clsx(table.state, styles.result)} data-agrees={agrees}>
          <Icon size={14} aria-hidden />
          {AGREEMENT[agrees]}
        </span>
      </td>
    </tr>
  );
}
