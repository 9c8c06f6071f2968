import { ChevronDown, FileText, FolderOpen, History, Import } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components/Menu';
import type { CommandId } from '#shared/model/commands.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { selectHasRunningJob, selectWhyNoImport } from '../../state/selectors.ts';
import { useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { MenuPopover } from '../../ui/menu.tsx';

const ICONS = {
  'import.files': FileText,
  'import.folder': FolderOpen,
  'screen.imports': History,
} as const;

/** Bringing logs in, and what was brought in before. */
export function ImportMenu() {
  const run = useCommand();
  const isRunning = useAppState(selectHasRunningJob);
  const whyNot = useAppState(selectWhyNoImport);
  const lineOf = (id: CommandId & keyof typeof ICONS) => {
    const Icon = ICONS[id];
    const { label, keys } = describeCommand(id);
    return { id, label, text: label, keys, icon: <Icon size={14} />, onChoose: () => run(id) };
  };
  return (
    <MenuTrigger>
      <Button icon={<Import size={14} aria-hidden />}>
        Import
        <ChevronDown size={13} aria-hidden />
      </Button>
      <MenuPopover
        label="Import"
        placement="bottom end"
        groups={[
          {
            id: 'import',
            lines:
              whyNot === null && !isRunning
                ? [lineOf('import.files'), lineOf('import.folder')]
                : [],
          },
          {
            id: 'list',
            ...(whyNot !== null && { title: whyNot }),
            lines: [lineOf('screen.imports')],
          },
        ]}
      />
    </MenuTrigger>
  );
}
