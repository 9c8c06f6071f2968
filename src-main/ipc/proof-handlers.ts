import { basename } from 'node:path';
import type { proofContract } from '#shared/ipc/proof-contract.ts';
import type { Verification } from '#shared/model/verification.ts';
import type { DataPaths } from '../data-paths.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { StoreHost, Watch } from '../store/host/store-host.ts';
import { verifyStore } from '../store/host/verify.ts';
import type { Operator } from '../store/store-api.ts';
import { writeSeal } from '../store/verify/seal-file.ts';
import { verifyEvent } from '../store/verify/verify-event.ts';
import type { Handlers } from './dispatcher.ts';

/** Files that only the operator can name, in native dialogs; null if cancelled. */
export interface ProofDialogs {
  chooseSeals(): Promise<readonly string[] | null>;
  chooseNewSeal(): Promise<string | null>;
}

interface ProofDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly dialogs: ProofDialogs;
  readonly paths: DataPaths;
  readonly operator: () => Operator;
}

const NOTHING_YET = { done: 0, total: 0 };

/** Verifying in threads of its own, as a job, and sealing. */
export function proofHandlers({
  session,
  jobs,
  dialogs,
  paths,
  operator,
}: ProofDependencies): Pick<Handlers, keyof typeof proofContract> {
  /** The last verification of each store that was opened. */
  const last = new WeakMap<StoreHost, Verification>();

  const verify = async (
    host: StoreHost,
    seals: readonly string[],
    watch: Watch,
    by: Operator,
  ): Promise<Verification> => {
    const openThread = (): ReturnType<StoreHost['openJobThread']> => host.openJobThread();
    const verification = await verifyStore({ openThread, stateFolder: paths.state, seals, watch });
    last.set(host, verification);
    // The verdict stands whether or not it can be recorded: the store may be the reason why not.
    await host.writes.record([verifyEvent(verification, by)]).catch(() => undefined);
    void session.look();
    return verification;
  };

  return {
    'proof.verify': async ({ chooseSeals }) => {
      const { host } = session;
      jobs.assertIdle();
      const seals = chooseSeals ? await dialogs.chooseSeals() : [];
      if (seals === null) return null;
      const by = operator();
      const start = { kind: 'verify', title: 'Verifying', progress: NOTHING_YET } as const;
      const jobId = jobs.start(start, (signal, onProgress) =>
        verify(host, seals, { signal, onProgress }, by),
      );
      return { jobId };
    },
    'proof.state': () => ({ verification: last.get(session.host) ?? null }),
    'seal.save': async () => {
      const { host } = session;
      const path = await dialogs.chooseNewSeal();
      if (path === null) return null;
      const { seal } = await host.writes.seal({ operator: operator() });
      void session.look();
      writeSeal(path, seal);
      return { name: basename(path), seq: seal.seq, at: Date.parse(seal.at) };
    },
  };
}
