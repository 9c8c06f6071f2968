import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openReadConnection } from '../../src-main/store/sql/connection.ts';
import { textCandidates } from '../../src-main/store/text/text-candidates.ts';
import { textProgress } from '../../src-main/store/text/text-index.ts';
import { CLOUDTRAIL_FOLDER } from '../import/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { annals } from './support/annals.ts';

it('the text of what was imported is indexed when the command ends', async () => {
  const home = tempFolder();
  const run = await annals(home, ['import', CLOUDTRAIL_FOLDER, '--store', 'trail.db']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const db = openReadConnection(join(home, 'trail.db'), { busyTimeoutMs: 1_000 });
  const { upTo, headSeq } = textProgress(db);
  const { seqs } = textCandidates(db, 'ConsoleLogin', 2_900);
  db.close();
  expect([upTo, headSeq]).toEqual([2_901, 2_901]);
  expect(seqs?.length).toBeGreaterThan(0);
});
