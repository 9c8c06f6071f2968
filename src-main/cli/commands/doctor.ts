import { statSync } from 'node:fs';
import process from 'node:process';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { Verification } from '#shared/model/verification.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { StoreReads } from '../../store/store-api.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { counted, formatBytes, formatDuration } from '../print/format.ts';
import { printJson, printLines } from '../print/output.ts';
import { styled } from '../print/style.ts';
import { visibleLine } from '../print/visible-text.ts';
import { verifyHere } from '../verify-here.ts';
import { annalsVersion } from '../version.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Check that a store is sound',
  operands: '',
  notes: [
    'Opens the store for reading, lets SQLite check its structure, and verifies the hash chain over',
    'all events, against the anchor of this user. Nothing is changed. Ends with 1 if anything is wrong.',
  ],
  options: [],
  examples: [
    ['doctor', 'check the store of the console'],
    ['doctor --store old.db --json', '{"healthy": …, "checks": […], "versions": …}'],
  ],

  async run(options) {
    noOperands(options);
    const path = storePath(options);
    const { checks, sqlite } = await examine(path);
    const healthy = checks.every(({ ok }) => ok);
    const versions = { annals: annalsVersion(), node: process.versions.node, sqlite };
    if (options.has('json')) printJson({ healthy, checks, versions });
    else printLines(reportLines(path, checks, healthy, versions));
    return healthy ? EXIT.done : EXIT.foundWrong;
  },
};

/** @throws AnnalsError if there is no store to examine; what is wrong with one is a check */
async function examine(path: string): Promise<{
  readonly checks: readonly Check[];
  readonly sqlite: string | null;
}> {
  const checks: Check[] = [];
  try {
    const { reads, close } = openReads(path, openOptions());
    try {
      checks.push({ name: 'open', ok: true, detail: 'opens for reading' });
      const sqlite = await checkAll(reads, path, checks);
      return { checks, sqlite };
    } finally {
      close();
    }
  } catch (error) {
    if (!(error instanceof AnnalsError) || error.code === 'STORE_MISSING') throw error;
    const name = ['open', 'schema', 'structure', 'chain', 'size'][checks.length] ?? 'lens';
    checks.push({ name, ok: false, detail: error.message });
    return { checks, sqlite: null };
  }
}

/** @returns the version of SQLite */
async function checkAll(reads: StoreReads, path: string, checks: Check[]): Promise<string> {
  const { schemaVersion, sqliteVersion, events, bytes } = reads.facts();
  checks.push({ name: 'schema', ok: true, detail: `version ${schemaVersion}` });
  const problems = reads.quickCheck();
  checks.push({
    name: 'structure',
    ok: problems.length === 0,
    detail: problems.length === 0 ? 'SQLite finds nothing wrong' : problems.join('; '),
  });
  checks.push(
    chainCheck(await verifyHere(path, [], new AbortController().signal, () => undefined)),
  );
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const logText = log === 0 ? '' : `, and ${formatBytes(log)} in its write-ahead log`;
  const detail = `${counted(events, 'event')} in ${formatBytes(bytes)}${logText}`;
  checks.push({ name: 'size', ok: true, detail });
  checks.push(lensCheck(reads));
  return sqliteVersion;
}

/** A store of which nothing is known from outside is no reason for alarm, but the reason is told. */
function chainCheck({ verdict, events, firstBad, reason }: Verification): Check {
  const detail = {
    intact: `${reason} ${counted(events, 'event')} checked`,
    tampered: `event #${firstBad} does not fit. ${reason}`,
    undecided: `${reason} ${counted(events, 'event')} checked`,
  }[verdict];
  return { name: 'chain', ok: verdict !== 'tampered', detail };
}

/** Prepares the lens, so that what it takes is known, and compares what it holds with the store. */
function lensCheck(reads: StoreReads): Check {
  const before = reads.facts().events;
  const startedAt = performance.now();
  const { state, events, bytes } = finish(reads.prepareLens());
  const elapsed = performance.now() - startedAt;
  const after = reads.facts().events;
  // Others may record meanwhile.
  const isWhole = state === 'ready' && events >= before && events <= after;
  const each = events === 0 ? '' : ` (${(bytes / events).toFixed(1)} bytes an event)`;
  const holds = `${state} in ${formatDuration(elapsed)}: ${counted(events, 'event')} in ${formatBytes(bytes)} of memory${each}`;
  return {
    name: 'lens',
    ok: isWhole,
    detail: isWhole ? holds : `${holds}, and not the ${counted(after, 'event')} of the store`,
  };
}

function reportLines(
  path: string,
  checks: readonly Check[],
  isHealthy: boolean,
  versions: { readonly annals: string; readonly node: string; readonly sqlite: string | null },
): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const sqlite = versions.sqlite === null ? '' : `, SQLite ${versions.sqlite}`;
  return [
    styled('bold', visibleLine(path)),
    ...checks.map(
      ({ name, ok, detail }) =>
        `${ok ? styled('green', '✓') : styled('red', '✗')} ${name.padEnd(width)}  ${visibleLine(detail)}`,
    ),
    '',
    isHealthy ? styled('green', 'Healthy.') : styled('red', 'Not healthy.'),
    styled('dim', `Annals ${versions.annals}, Node ${versions.node}${sqlite}`),
  ];
}
