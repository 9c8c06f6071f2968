import { Fragment } from 'react';
import { COMMAND_GROUPS } from '#shared/model/commands.ts';
import { allCommands } from '../../commands/registry.ts';
import { keysInWords } from '../../commands/use-commands.ts';
import { PLACE_KEYS } from './place-keys.ts';
import styles from './shortcut-sheet.module.css';

interface Line {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Every key there is: those of commands by group, then those of places in the window. */
export function ShortcutSheet() {
  return (
    <div className={styles.sheet}>
      {COMMAND_GROUPS.map((group) => (
        <Section key={group} title={group} lines={linesOf(group)} />
      ))}
      {PLACE_KEYS.map(({ place, keys }) => (
        <Section key={place} title={place} lines={keys} />
      ))}
    </div>
  );
}

function linesOf(group: string): readonly Line[] {
  return allCommands()
    .filter((command) => command.group === group && command.keys.length > 0)
    .map(({ keys, label }) => ({ keys, does: label }));
}

function Section({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {lines.map(({ keys, does }) => (
          <div key={does} className={styles.line}>
            <dt>{does}</dt>
            <dd className={styles.keys}>
              {keys.map((each, index) => (
                <Fragment key={each}>
                  {index > 0 && <span className={styles.or}>or</span>}
                  <kbd className={styles.key}>{keysInWords(each)}</kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
