import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useActions } from '../../state/app-context.tsx';
import styles from './drop-target.module.css';

/** The whole window takes dropped files; while they hover it says so. */
export function DropTarget() {
  const { importDropped } = useActions();
  const [isOver, setIsOver] = useState(false);
  // Enter and leave fire for every element passed; only the last leave leaves the window.
  const depth = useRef(0);

  useEffect(() => {
    const listen = new AbortController();
    const { signal } = listen;
    const end = (): void => {
      depth.current = 0;
      setIsOver(false);
    };
    const handleEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current += 1;
      setIsOver(true);
    };
    const handleLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current -= 1;
      if (depth.current <= 0) end();
    };
    const handleOver = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
    };
    const handleDrop = (event: DragEvent): void => {
      event.preventDefault();
      end();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void importDropped(files);
    };
    document.addEventListener('dragenter', handleEnter, { signal });
    document.addEventListener('dragleave', handleLeave, { signal });
    document.addEventListener('dragover', handleOver, { signal });
    document.addEventListener('drop', handleDrop, { signal });
    return () => listen.abort();
  }, [importDropped]);

  if (!isOver) return null;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <Download size={32} strokeWidth={1.5} aria-hidden />
        <strong className={styles.title}>Drop to import</strong>
        <span className={styles.note}>
          Files and folders. They stay as they are, and you see first what they become.
        </span>
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
