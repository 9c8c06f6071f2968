import type { ReactNode } from 'react';
import type { CommandId } from '#shared/model/commands.ts';
import { Button } from '../../ui/button.tsx';
import type { ButtonProps } from '../../ui/button.tsx';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';

interface CommandButtonProps extends Omit<ButtonProps, 'onPress' | 'children'> {
  readonly command: CommandId;
  /** Words in place of the command's own, where these say too little or too much. */
  readonly children?: ReactNode;
}

/** A button that runs a command, by its own name unless told otherwise. */
export function CommandButton({ command, children, ...props }: CommandButtonProps) {
  const run = useCommand();
  return (
    <Button {...props} onPress={() => run(command)}>
      {children ?? describeCommand(command).label}
    </Button>
  );
}
