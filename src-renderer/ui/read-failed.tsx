import { TriangleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { FailureCode } from './failure-code.tsx';
import type { FailureCodeProps } from './failure-code.tsx';

interface ReadFailedProps {
  readonly failure: FailureCodeProps['failure'] & {
    readonly message: string;
    readonly hint: string;
  };
  readonly onRetry: () => void;
}

/** What stands where something could not be read, and nothing was there before. */
export function ReadFailed({ failure, onRetry }: ReadFailedProps) {
  return (
    <EmptyState
      icon={<TriangleAlert size={28} strokeWidth={1.5} />}
      title={failure.message}
      actions={
        <Button look="primary" onPress={onRetry}>
          Try again
        </Button>
      }
    >
      {failure.hint !== '' && <p>{failure.hint}</p>}
      <FailureCode failure={failure} />
    </EmptyState>
  );
}
