import { Plus, X } from 'lucide-react';
import { useActions } from '../../state/app-context.tsx';
import type { MappingForm, TargetText } from '../../state/mapping-form.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { placeId } from './path-place.ts';
import type { PathPlace, TargetPart } from './path-place.ts';
import styles from './target-rows.module.css';
import { TextBox } from './text-box.tsx';

interface TargetRowsProps {
  readonly form: MappingForm;
  readonly onPlace: (place: PathPlace) => void;
}

const PARTS = ['type', 'id', 'name'] as const satisfies readonly TargetPart[];
const HINTS: Readonly<Record<TargetPart, string>> = {
  type: '=user, or a path',
  id: 'paths',
  name: 'paths',
};

/** The things an event touched, a row for each. */
export function TargetRows({ form, onPlace }: TargetRowsProps) {
  const { changeMapping } = useActions();
  const { targets } = form;
  const add = (): void => {
    const key = 1 + targets.reduce((most, target) => Math.max(most, target.key), -1);
    changeMapping({ targets: [...targets, { key, type: '', id: '', name: '' }] });
  };
  const change = (key: number, part: Partial<TargetText>): void =>
    changeMapping({
      targets: targets.map((target) => (target.key === key ? { ...target, ...part } : target)),
    });
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <h3 className={styles.title}>Targets</h3>
        <p className={styles.note}>
          {targets.length === 0
            ? 'Found by common names.'
            : 'A fixed word stands behind an equals sign.'}
        </p>
        <Button look="quiet" size="small" icon={<Plus size={13} />} onPress={add}>
          Add a target
        </Button>
      </div>
      {targets.length > 0 && (
        <div className={styles.titles} aria-hidden>
          <span>Type</span>
          <span>Id</span>
          <span>Name</span>
        </div>
      )}
      {targets.map((target, position) => (
        <div key={target.key} className={styles.row}>
          {PARTS.map((part) => {
            const place: PathPlace = { kind: 'target', key: target.key, part };
            return (
              <TextBox
                key={part}
                label={`Target ${position + 1}: ${part}`}
                isMono
                id={placeId(place)}
                value={target[part]}
                placeholder={HINTS[part]}
                onFocus={() => onPlace(place)}
                onChange={(text) => change(target.key, { [part]: text })}
              />
            );
          })}
          <IconButton
            size="small"
            label={`Remove target ${position + 1}`}
            onPress={() =>
              changeMapping({ targets: targets.filter(({ key }) => key !== target.key) })
            }
          >
            <X size={13} />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
