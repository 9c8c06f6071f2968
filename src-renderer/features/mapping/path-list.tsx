import { useId } from 'react';
import { Button } from 'react-aria-components/Button';
import { assertNever } from '#shared/util/assert.ts';
import { MAPPED_FIELD_LABELS } from '../../format/words.ts';
import type { MappingForm } from '../../state/mapping-form.ts';
import type { RecordPath } from '../../state/record-paths.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './path-list.module.css';
import type { PathPlace } from './path-place.ts';

interface PathListProps {
  /** Null while they are looked for. */
  readonly paths: readonly RecordPath[] | null;
  /** Where a chosen path goes; null for the text. */
  readonly place: PathPlace | null;
  readonly form: MappingForm;
  readonly onChoose: (path: string) => void;
}

/** What the records have, to be put into the box that was used last. */
export function PathList({ paths, place, form, onChoose }: PathListProps) {
  const note = useId();
  return (
    <section className={styles.side} aria-label="In the records">
      <h3 className={styles.head}>In the records</h3>
      <p id={note} className={styles.note}>
        Press one to put it into {describePlace(place, form)}.
      </p>
      {paths?.length === 0 ? (
        <p className={styles.none}>Nothing was found. Paths can be typed.</p>
      ) : (
        <ul className={styles.list}>
          {paths?.map(({ path, example }) => (
            <li key={path}>
              <Button
                className={styles.path ?? ''}
                aria-describedby={note}
                onPress={() => onChoose(path)}
              >
                <span className={styles.name}>
                  <SafeText text={path} />
                </span>
                <span className={styles.example}>
                  <SafeText as="cell" text={example} />
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function describePlace(place: PathPlace | null, form: MappingForm): string {
  if (!place) return 'the text';
  switch (place.kind) {
    case 'recognises':
      return 'Recognises';
    case 'field':
      return MAPPED_FIELD_LABELS[place.field];
    case 'target': {
      const number = form.targets.findIndex(({ key }) => key === place.key) + 1;
      return `the ${place.part} of target ${number}`;
    }
    default:
      return assertNever(place);
  }
}
