import { AnnalsError } from '#shared/ipc/failure.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import type { ManifestHead } from '../../export/manifest.ts';
import type { ReadDb } from '../sql/connection.ts';

interface HeadRow extends Omit<ManifestHead, 'at'> {
  /** Integer milliseconds UTC. */
  readonly at: number;
}

/**
 * The signed head of the store as this connection sees it.
 * @throws AnnalsError STORE_CORRUPT if there is none
 */
export function snapshotHead(db: ReadDb): ManifestHead {
  const head = db
    .prepare<[], HeadRow>(
      `SELECT lower(hex(chain.id)) AS chain, seq, lower(hex(link)) AS link, retained, pruned, at,
         key_id AS keyId, lower(hex(signature)) AS signature,
         (SELECT lower(hex(public_key)) FROM signing_key WHERE id = key_id) AS publicKey
       FROM head, chain`,
    )
    .get();
  if (head) return { ...head, at: timeText(head.at) };
  throw new AnnalsError(
    'STORE_CORRUPT',
    `The store ${db.name} has lost the head of its chain.`,
    'Keep the file as it is and restore a backup, or ask “annals verify” what is wrong.',
  );
}

/** A damaged store may hold a time that is none. */
function timeText(at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? String(at) : formatIsoTime(at);
}
