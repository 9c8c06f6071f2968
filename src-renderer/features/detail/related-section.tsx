import type { StoredEvent } from '#shared/model/audit-event.ts';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { RELATED_ROWS, useRelated } from '../../data/use-related.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { relatedLists } from './related-lists.ts';
import type { RelatedList } from './related-lists.ts';
import { RelatedRow } from './related-row.tsx';
import styles from './related-section.module.css';
import { Section } from './section.tsx';

/** What else happened to the same thing, by the same actor, in the same course of action. */
export function RelatedSection({ event }: { readonly event: StoredEvent }) {
  const { events, failure, retry } = useRelated(event.seq);
  if (failure) {
    return (
      <Section title="Related">
        <p className={styles.about} role="alert">
          {failure.message} {failure.hint}{' '}
          <Button look="quiet" size="small" onPress={retry}>
            Try again
          </Button>
        </p>
      </Section>
    );
  }
  if (!events) {
    return (
      <Section title="Related">
        <div className={styles.waiting} aria-busy />
      </Section>
    );
  }
  const lists = relatedLists(event, events);
  return (
    <Section title="Related">
      {lists.length === 0 ? (
        <p className={styles.about}>No other event shares its target, actor or correlation.</p>
      ) : (
        <Tabs>
          <TabList className={styles.list ?? ''} aria-label="Related events">
            {lists.map(({ id, title, events: rows }) => (
              <Tab key={id} id={id} className={styles.tab ?? ''}>
                {title}{' '}
                <span className={styles.count}>
                  {rows.length >= RELATED_ROWS ? `${RELATED_ROWS}+` : rows.length}
                </span>
              </Tab>
            ))}
          </TabList>
          {lists.map((list) => (
            <TabPanel key={list.id} id={list.id} className={styles.panel ?? ''}>
              <Panel list={list} shown={event} />
            </TabPanel>
          ))}
        </Tabs>
      )}
    </Section>
  );
}

function Panel({ list, shown }: { readonly list: RelatedList; readonly shown: StoredEvent }) {
  const { showOnly } = useActions();
  const { about, events, term } = list;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.words}>
          <SafeText as="cell" text={about} />
        </p>
        {term && (
          <Button look="quiet" size="small" onPress={() => showOnly([term])}>
            Show all in history
          </Button>
        )}
      </div>
      <ul className={styles.rows}>
        {events.map((row) => (
          <li key={row.seq}>
            <RelatedRow row={row} shown={shown} />
          </li>
        ))}
      </ul>
    </>
  );
}
