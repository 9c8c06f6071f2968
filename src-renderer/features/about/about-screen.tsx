import { useEffect, useState } from 'react';
import type { ChannelOutput } from '#shared/ipc/contract.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { failureOf } from '../../api/client.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { formatSeconds, formatZone } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import styles from './about-screen.module.css';

const CHAIN_HEAD = 'Chain head';

/** A line of facts. */
type Fact = readonly [name: string, value: string];

/** What is running on what, and over which store: what a report about a problem needs. */
export function AboutScreen() {
  const { loadStoreState } = useActions();
  const info = useAppInfo();
  // While it is open only the counts are told.
  useEffect(() => void loadStoreState(), [loadStoreState]);
  const versions = info ? versionFacts(info) : [];
  const store = useStoreFacts();
  const report = (): string =>
    [...versions, ...store].map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <ScreenFrame title="About">
      <div className={styles.body}>
        <div className={styles.name}>
          <Logo size={40} />
          <div>
            <p className={styles.title}>Annals {info?.version ?? ''}</p>
            <p className={styles.what}>
              Audit history you can search, review and prove, without a network.
            </p>
          </div>
          <span className={styles.copy}>
            <CopyButton label="Copy all of this" text={report} />
          </span>
        </div>
        <Facts title="Versions" facts={versions} />
        <Facts title="Store" facts={store} />
        <section>
          <h2 className={styles.heading}>Licences</h2>
          <p className={styles.licences}>
            The fonts Inter and JetBrains Mono come under the SIL Open Font License 1.1. Electron,
            Chromium, React and the other open-source parts come under licences of their own; SQLite
            is in the public domain.
          </p>
        </section>
      </div>
    </ScreenFrame>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd className={name === CHAIN_HEAD ? styles.mono : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type AppInfo = ChannelOutput<'app.info'>;

function useAppInfo(): AppInfo | null {
  const { client, store } = useApp();
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    let isGone = false;
    client.call('app.info', {}).then(
      (found) => {
        if (!isGone) setInfo(found);
      },
      (error: unknown) => store.getState().notifyFailure(failureOf(error)),
    );
    return () => {
      isGone = true;
    };
  }, [client, store]);
  return info;
}

function versionFacts(info: AppInfo): readonly Fact[] {
  return [
    ['Annals', info.version],
    ['Electron', info.electron],
    ['Chromium', info.chromium],
    ['Node.js', info.node],
    ['SQLite', info.sqlite ?? 'no store is open'],
    ['Platform', info.platform],
  ];
}

/** Of the open store: what it is, how much is in it, and where its chain ends. */
function useStoreFacts(): readonly Fact[] {
  const { clock } = useApp();
  const zone = useZone();
  const info = useAppState(selectStoreInfo);
  const head = useChainHead(info?.headSeq ?? 0);
  if (!info) return [];
  const time = (ms: number | null): string => (ms === null ? '–' : formatSeconds(ms, zone));
  return [
    ['File', `${safeString(info.name)}${info.isReadOnly ? ', read-only' : ''}`],
    ['Size', formatBytes(info.bytes)],
    ['Events', formatCount(info.events)],
    ['Oldest', time(info.oldest)],
    ['Newest', time(info.newest)],
    ['Last recorded', info.headSeq === 0 ? '–' : `Event ${formatCount(info.headSeq)}`],
    [CHAIN_HEAD, head ?? '–'],
    ['Time zone', formatZone(zone, clock.now())],
  ];
}

/** The hash of the event that was recorded last, which covers all before it; null if unknown. */
function useChainHead(seq: number): string | null {
  const { client } = useApp();
  const [head, setHead] = useState<{ readonly seq: number; readonly hash: string } | null>(null);
  useEffect(() => {
    if (seq === 0) return;
    let isGone = false;
    client.call('history.detail', { seq }).then(
      ({ event }) => {
        if (!isGone) setHead({ seq, hash: event.hash });
      },
      // Pruned meanwhile, or a store that was closed: there is nothing to show then.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [client, seq]);
  return head?.seq === seq ? head.hash : null;
}
