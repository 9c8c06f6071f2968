import { GripVertical } from 'lucide-react';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions } from '../../state/app-context.tsx';
import styles from './file-handle.module.css';

interface FileHandleProps {
  /** The job that made the file; the window does not know where it is. */
  readonly jobId: string;
  readonly name: string;
}

/** The name of a file that was made, to be dragged to the desktop or into a mail. */
export function FileHandle({ jobId, name }: FileHandleProps) {
  const { dragExport } = useActions();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for the mouse; by keyboard “Show in folder” leads to the file
    <span
      className={styles.handle}
      role="img"
      aria-label={safeString(name)}
      title="Drag this to the desktop or into a mail"
      draggable
      onDragStart={(event) => {
        // The desktop drags the file itself; what the page would drag is only its name.
        event.preventDefault();
        void dragExport(jobId);
      }}
    >
      <GripVertical size={12} className={styles.grip} aria-hidden />
      <span className={styles.name}>{safeString(name)}</span>
    </span>
  );
}
