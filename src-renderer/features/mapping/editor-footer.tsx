import { useActions } from '../../state/app-context.tsx';
import type { EditedMapping } from '../../state/edited-mapping.ts';
import { Button } from '../../ui/button.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';

/** What is asked before something is lost. */
export type EditorQuestion = 'discard' | 'remove';

interface EditorFooterProps {
  readonly edited: EditedMapping;
  /** Null while nothing is asked. */
  readonly question: EditorQuestion | null;
  readonly onAsk: (question: EditorQuestion | null) => void;
  readonly onLeave: () => void;
}

/** Saving, leaving and removing; what cannot be taken back is asked first. */
export function EditorFooter({ edited, question, onAsk, onLeave }: EditorFooterProps) {
  const { closeMapping, saveMapping, removeMapping } = useActions();
  const { original, isSaving, saveFailure } = edited;
  if (question === 'discard') {
    return (
      <DialogFooter key="discard" problem="There are changes that are not saved.">
        <Button onPress={() => onAsk(null)}>Keep editing</Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the question takes the keyboard */}
        <Button look="danger" autoFocus onPress={closeMapping}>
          Discard them
        </Button>
      </DialogFooter>
    );
  }
  if (question === 'remove' && original !== null) {
    return (
      <DialogFooter
        key="remove"
        problem="Events that it has read stay; the mapping itself goes for good."
      >
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the question takes the keyboard */}
        <Button autoFocus onPress={() => onAsk(null)}>
          Keep it
        </Button>
        <Button look="danger" onPress={() => void removeMapping(original)}>
          Remove it
        </Button>
      </DialogFooter>
    );
  }
  return (
    <DialogFooter
      problem={saveFailure ? `${saveFailure.message} ${saveFailure.hint}` : ''}
      start={
        original !== null && (
          <Button look="quiet" onPress={() => onAsk('remove')}>
            Remove…
          </Button>
        )
      }
    >
      <Button onPress={onLeave}>Cancel</Button>
      <Button look="primary" isDisabled={isSaving} onPress={() => void saveMapping()}>
        Save and use it
      </Button>
    </DialogFooter>
  );
}
