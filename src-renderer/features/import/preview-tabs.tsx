import { clsx } from 'clsx';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ImportPreview, PreviewRow } from '#shared/model/import-preview.ts';
import { formatCount } from '../../format/numbers.ts';
import { PreviewRecord } from './preview-record.tsx';
import { PreviewTable } from './preview-table.tsx';
import { RejectedTable } from './rejected-table.tsx';
import styles from './preview-tabs.module.css';

interface PreviewTabsProps {
  readonly preview: ImportPreview;
  /** True while the files are read in another way. */
  readonly isStale: boolean;
}

type TabName = 'added' | 'duplicates' | 'rejected';

/** The first records of each kind. */
export function PreviewTabs({ preview, isStale }: PreviewTabsProps) {
  const [chosen, setChosen] = useState<TabName | null>(null);
  const { firstAdded, firstDuplicates, firstRejected } = preview;
  return (
    <Tabs
      className={clsx(styles.tabs, isStale && styles.stale)}
      selectedKey={chosen ?? firstFilled(preview)}
      onSelectionChange={(key) => setChosen(key as TabName)}
    >
      <TabList className={styles.list ?? ''} aria-label="Records">
        <Tab id="added" className={styles.tab ?? ''}>
          New <First count={firstAdded.length} total={preview.added} />
        </Tab>
        <Tab id="duplicates" className={styles.tab ?? ''}>
          Already there <First count={firstDuplicates.length} total={preview.duplicates} />
        </Tab>
        <Tab id="rejected" className={styles.tab ?? ''}>
          Rejected <First count={firstRejected.length} total={preview.rejected} />
        </Tab>
      </TabList>
      <TabPanel id="added" className={styles.panel ?? ''}>
        <Events rows={firstAdded} label="New events" />
      </TabPanel>
      <TabPanel id="duplicates" className={styles.panel ?? ''}>
        <Events rows={firstDuplicates} label="Events that are there already" />
      </TabPanel>
      <TabPanel id="rejected" className={styles.panel ?? ''}>
        <RejectedTable rejections={firstRejected} />
      </TabPanel>
    </Tabs>
  );
}

/** How many are listed: all there are, or the first of them. */
function First({ count, total }: { readonly count: number; readonly total: number }) {
  const words = count < total ? `first ${formatCount(count)}` : formatCount(count);
  return <span className={styles.first}>{words}</span>;
}

interface EventsProps {
  readonly rows: readonly PreviewRow[];
  readonly label: string;
}

/** The events in a table, and below it the chosen one beside its record. */
function Events({ rows, label }: EventsProps) {
  const [chosen, setChosen] = useState(0);
  const shown = rows[chosen] ?? rows[0];
  if (!shown) return <p className={styles.none}>None among the records that were looked at.</p>;
  return (
    <>
      <PreviewTable
        rows={rows}
        label={label}
        chosen={rows[chosen] ? chosen : 0}
        onChoose={setChosen}
      />
      <PreviewRecord row={shown} />
    </>
  );
}

/** What there is to see first. */
function firstFilled({ firstAdded, firstDuplicates, firstRejected }: ImportPreview): TabName {
  if (firstAdded.length > 0) return 'added';
  if (firstDuplicates.length > 0) return 'duplicates';
  return firstRejected.length > 0 ? 'rejected' : 'added';
}
