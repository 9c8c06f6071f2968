import { useActions } from '../../state/app-context.tsx';
import { formOfText } from '../../state/mapping-text.ts';
import type { EditedMapping } from '../../state/edited-mapping.ts';
import styles from './mapping-text-box.module.css';

/** The mapping as JSON, for what the boxes cannot hold, and for copying from elsewhere. */
export function MappingTextBox({ edited }: { readonly edited: EditedMapping }) {
  const { changeMappingText } = useActions();
  const { text, titleProblem, nameProblem } = edited;
  if (text === null) return null;
  const problem = edited.problem ?? titleProblem ?? nameProblem;
  const note = formOfText(text) === null ? 'The boxes cannot hold this; it is kept as text.' : '';
  return (
    <div className={styles.place}>
      <textarea
        id="mapping-text"
        className={styles.text}
        aria-label="The mapping as JSON"
        aria-invalid={problem !== null}
        aria-describedby="mapping-text-problem"
        value={text}
        spellCheck={false}
        onChange={(event) => changeMappingText(event.target.value)}
      />
      <p id="mapping-text-problem" className={styles.problem} role="status">
        {problem ?? note}
      </p>
    </div>
  );
}
