import { MAPPED_FIELDS } from '#shared/model/mapped-fields.ts';
import type { MappedField } from '#shared/model/mapped-fields.ts';
import { MAPPED_FIELD_LABELS } from '../../format/words.ts';
import { useActions } from '../../state/app-context.tsx';
import { NO_SOURCE, areWords } from '../../state/mapping-form.ts';
import type { MappingForm, SourceText } from '../../state/mapping-form.ts';
import { CheckLine } from '../../ui/check-line.tsx';
import styles from './field-table.module.css';
import { placeId } from './path-place.ts';
import type { PathPlace } from './path-place.ts';
import { TargetRows } from './target-rows.tsx';
import { TextBox } from './text-box.tsx';

interface FieldTableProps {
  readonly form: MappingForm;
  /** A box that takes paths was entered. */
  readonly onPlace: (place: PathPlace) => void;
}

/** Who did what, when, with what result; then the targets, and after them the rest. */
const FIRST_FIELDS = MAPPED_FIELDS.slice(0, MAPPED_FIELDS.indexOf('ip'));
const OTHER_FIELDS = MAPPED_FIELDS.slice(FIRST_FIELDS.length);

const RECOGNISES: PathPlace = { kind: 'recognises' };

/** The boxes of a mapping. */
export function FieldTable({ form, onPlace }: FieldTableProps) {
  const { changeMapping } = useActions();
  return (
    <div className={styles.scroller}>
      <div className={styles.block}>
        <div className={styles.row}>
          <span className={styles.name} aria-hidden>
            Recognises
          </span>
          <div className={styles.wide}>
            <TextBox
              label="Recognises records that have"
              isMono
              id={placeId(RECOGNISES)}
              value={form.recognises}
              placeholder="paths that tell these records from others"
              onFocus={() => onPlace(RECOGNISES)}
              onChange={(recognises) => changeMapping({ recognises })}
            />
          </div>
        </div>
        <p className={styles.note}>
          Records that have something at each of these are read by this mapping without being asked.
          Empty: only when it is chosen.
        </p>
      </div>
      <div className={styles.block}>
        <div className={styles.titles} aria-hidden>
          <span>Field</span>
          <span>Paths in the record</span>
          <span>Otherwise</span>
          <span>Words (0=success)</span>
        </div>
        <FieldRows fields={FIRST_FIELDS} form={form} onPlace={onPlace} />
      </div>
      <TargetRows form={form} onPlace={onPlace} />
      <div className={styles.block}>
        <FieldRows fields={OTHER_FIELDS} form={form} onPlace={onPlace} />
      </div>
      <div className={styles.block}>
        <CheckLine isOn={form.isComplete} onChange={(isComplete) => changeMapping({ isComplete })}>
          Leave other fields empty instead of finding them by common names
        </CheckLine>
      </div>
    </div>
  );
}

interface FieldRowsProps extends FieldTableProps {
  readonly fields: readonly MappedField[];
}

function FieldRows({ fields, form, onPlace }: FieldRowsProps) {
  const { changeMapping } = useActions();
  return fields.map((field) => (
    <FieldRow
      key={field}
      field={field}
      source={form.fields[field] ?? NO_SOURCE}
      onPlace={onPlace}
      onChange={(source) => changeMapping({ fields: { ...form.fields, [field]: source } })}
    />
  ));
}

interface FieldRowProps {
  readonly field: MappedField;
  readonly source: SourceText;
  readonly onPlace: (place: PathPlace) => void;
  readonly onChange: (source: SourceText) => void;
}

function FieldRow({ field, source, onPlace, onChange }: FieldRowProps) {
  const label = MAPPED_FIELD_LABELS[field];
  const place: PathPlace = { kind: 'field', field };
  return (
    <div className={styles.row}>
      <span className={styles.name} aria-hidden>
        {label}
      </span>
      <TextBox
        label={`${label}: paths`}
        isMono
        id={placeId(place)}
        value={source.paths}
        onFocus={() => onPlace(place)}
        onChange={(paths) => onChange({ ...source, paths })}
      />
      <TextBox
        label={`${label}: fixed value`}
        value={source.fixed}
        onChange={(fixed) => onChange({ ...source, fixed })}
      />
      <TextBox
        label={`${label}: words`}
        value={source.words}
        problem={areWords(source.words) ? null : 'Write word=meaning'}
        onChange={(words) => onChange({ ...source, words })}
      />
    </div>
  );
}
