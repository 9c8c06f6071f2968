import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useAppState } from '../../state/app-context.tsx';
import { selectIsFacetsOpen } from '../../state/selectors.ts';
import { IconButton } from '../../ui/icon-button.tsx';

/** Shows and hides the facets. It stays in its place, so that the keyboard does. */
export function FacetsButton() {
  const isOpen = useAppState(selectIsFacetsOpen);
  const run = useCommand();
  const { keys } = describeCommand('facets.toggle');
  return (
    <IconButton
      label={isOpen ? 'Hide the facets' : 'Show the facets'}
      keys={keys}
      onPress={() => run('facets.toggle')}
    >
      {isOpen ? <PanelLeftClose size={15} /> : <PanelLeftOpen size={15} />}
    </IconButton>
  );
}
