import { safeBlock, safeCell, safeLine } from '#shared/text/safe-text.ts';
import styles from './safe-text.module.css';

const READERS = { cell: safeCell, line: safeLine, block: safeBlock } as const;

interface SafeTextProps {
  /** Text from an event: anything at all may stand in it. */
  readonly text: string;
  /** `cell` cuts long text, `line` keeps it whole on one line, `block` keeps line breaks. */
  readonly as?: keyof typeof READERS;
}

/** Foreign text, isolated so that its direction stays inside, with invisible characters shown. */
export function SafeText({ text, as = 'line' }: SafeTextProps) {
  const pieces = READERS[as](text);
  return (
    <span dir="auto" className={as === 'cell' ? styles.cell : undefined}>
      {pieces.map((piece) =>
        piece.isEscape ? (
          <span key={piece.at} className={styles.escape}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </span>
  );
}
