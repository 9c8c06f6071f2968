import type { ReactNode } from 'react';
import { Button } from './button.tsx';

interface MoreButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/**
 * Shows more of what is above it. It goes when there is no more, and gives its focus to the part of
 * the window that it stands in.
 */
export function MoreButton({ onPress, children }: MoreButtonProps) {
  return (
    <Button
      look="quiet"
      size="small"
      onPress={({ target }) => {
        const region = target.closest<HTMLElement>('[data-region]');
        onPress();
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) region?.focus();
        });
      }}
    >
      {children}
    </Button>
  );
}
