import { Rows2, Rows3, Rows4 } from 'lucide-react';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectDensity } from '../../state/views.ts';
import { IconButton } from '../../ui/icon-button.tsx';

const NEXT = { compact: 'standard', standard: 'comfortable', comfortable: 'compact' } as const;
const ICONS = { compact: Rows4, standard: Rows3, comfortable: Rows2 } as const;

/** Steps through the row heights. */
export function DensityButton() {
  const density = useAppState(selectDensity);
  const { changeSettings } = useActions();
  const Icon = ICONS[density];
  return (
    <IconButton
      label={`Rows: ${density}`}
      onPress={() => void changeSettings({ density: NEXT[density] })}
    >
      <Icon size={15} />
    </IconButton>
  );
}
