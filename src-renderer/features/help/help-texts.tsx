import type { ReactNode } from 'react';
import type { CommandId } from '#shared/model/commands.ts';
import { describeCommand } from '../../commands/use-commands.ts';
import { Examples } from './examples.tsx';
import styles from './help-texts.module.css';

/** The texts of the help, a topic each. Commands are named as COMMANDS names them. */

const WORDS = [
  { query: 'bucket exist', finds: 'both words, anywhere in the text of an event' },
  { query: '"bucket policy"', finds: 'this text, with its space' },
  { query: '-bucket', finds: 'events without this word' },
] as const;

const FIELDS = [
  { query: 'outcome:failure,error', finds: 'one of several values' },
  { query: 'severity>=warning', finds: 'warning or worse' },
  { query: '-source:system', finds: 'every other source' },
  { query: 'action:Delete*', finds: 'actions that begin so' },
  { query: 'flagged:yes last:7d', finds: 'what was flagged, of the last 7 days' },
  { query: 'from:2023-07-10 to:2023-07-11', finds: 'one day; the end is not inside' },
  { query: 'anywhere:AccessDenied', finds: 'text in metadata and the original too; takes longer' },
] as const;

export function Searching() {
  return (
    <>
      <P>
        Type into the query bar (<Keys of="query.focus" />
        ). All conditions hold together; their order does not matter. A mistake is underlined, with
        what could stand there, and the list keeps what it showed.
      </P>
      <Part title="Words">
        <P>A word is looked for as it stands, in any case, in message, action, names and ids.</P>
        <Examples examples={WORDS} />
      </Part>
      <Part title="Fields">
        <P>
          A field, a colon and a value, without a space. A dash in front turns it round. The bar
          completes fields, and values with their counts.
        </P>
        <Examples examples={FIELDS} />
      </Part>
      <Part title="Without typing">
        <P>
          Drag over the timeline to see one stretch of time. Click values in the facets. In a row or
          in the details, every value can be filtered in or out. Chips can be edited, turned round,
          switched off and taken away. <Name of="query.clear" /> begins anew.
        </P>
      </Part>
    </>
  );
}

export function Reviewing() {
  return (
    <>
      <P>
        What you add stands beside the events and never changes them. Each act is an event of the
        trail itself, with your name.
      </P>
      <Part title="Flags">
        <P>
          Select events with Space or with the mouse, or all that match, then{' '}
          <Name of="events.flag" />. <Name of="window.undo" /> takes the last time back. Flagged
          entities are listed on the screen of entities.
        </P>
      </Part>
      <Part title="Notes">
        <P>
          <Name of="events.note" /> adds a note to one event. Notes stay as they are written; write
          another to correct one.
        </P>
      </Part>
      <Part title="Holds">
        <P>
          <Name of="events.hold" /> keeps events from being deleted, whatever the rules of retention
          say, until the hold is released. It takes a reason.
        </P>
      </Part>
      <Part title="Signing off">
        <P>
          <Name of="events.markReviewed" /> says that all up to there was looked at.{' '}
          <Name of="query.sinceReview" /> shows the rest: what was recorded since, whenever it
          happened.
        </P>
      </Part>
    </>
  );
}

export function Exporting() {
  return (
    <>
      <P>
        <Name of="events.export" /> writes what is selected, what matches, or everything. The file
        is complete or it is not there: it gets its name when it is written to its end and the
        export is recorded.
      </P>
      <Part title="Files">
        <P>
          CSV for spreadsheets, JSON, or JSON Lines; with the fields of Annals, ECS or OCSF. Beside
          each file stands a manifest with its filter, its count and its checksum.
        </P>
      </Part>
      <Part title="Evidence bundles">
        <P>
          A bundle is a zip of events with their notes and their proof. Whoever gets it can check it
          with the small program inside, which needs nothing but Node.
        </P>
      </Part>
      <Part title="Taking it along">
        <P>
          <Name of="jobs.show" /> lists what was exported. Drag the name of a file to the desktop or
          into a mail, or show it in its folder.
        </P>
      </Part>
    </>
  );
}

export function Proving() {
  return (
    <>
      <P>
        Every event carries a link to the one before it. Change one, and every link behind it no
        longer fits.
      </P>
      <Part title="Verify">
        <P>
          <Name of="screen.integrity" /> checks all links and says what it proved, against what
          evidence, and what it cannot know. “Intact” without evidence from outside only means that
          the store agrees with itself.
        </P>
      </Part>
      <Part title="Seals">
        <P>
          A seal is a small signed file about the store as it is now. Keep it somewhere else: with
          it, nobody can rewrite what came before unseen, not even with this machine in their hands.
        </P>
      </Part>
    </>
  );
}

export function Retention() {
  return (
    <>
      <P>
        Deleting always begins with a plan: how many events, of which kind, what is kept by holds,
        and how much space comes back. Nothing happens before you have read and confirmed it.
      </P>
      <Part title="Rules">
        <P>
          On the screen <Name of="screen.retention" /> each category can have an age or a number to
          keep. Rules that are switched on are applied at start and once a day, and what they did is
          recorded.
        </P>
      </Part>
      <Part title="What stays provable">
        <P>
          What is left can still be verified: the store keeps what that takes of the events that are
          gone. The deletion itself is an event.
        </P>
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h4 className={styles.title}>{title}</h4>
      {children}
    </section>
  );
}

function P({ children }: { readonly children: ReactNode }) {
  return <p className={styles.text}>{children}</p>;
}

/** A command by its name, with its shortcut. */
function Name({ of }: { readonly of: CommandId }) {
  const { label, keys } = describeCommand(of);
  return (
    <>
      <strong className={styles.name}>{label}</strong>
      {keys !== '' && <> ({keys})</>}
    </>
  );
}

function Keys({ of }: { readonly of: CommandId }) {
  return <strong className={styles.name}>{describeCommand(of).keys}</strong>;
}
