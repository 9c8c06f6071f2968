import { SafeText } from '../../ui/safe-text.tsx';
import styles from './json-lines.module.css';
import type { JsonLine } from './json-tokens.ts';

/** Indented JSON in its colours. */
export function JsonLines({ lines }: { readonly lines: readonly JsonLine[] }) {
  return (
    <pre className={styles.json}>
      {lines.map(({ at, indent, tokens }) => (
        // A long line goes on below its own beginning, not at the margin.
        <div key={at} style={{ paddingInlineStart: `${indent + 2}ch`, textIndent: '-2ch' }}>
          {tokens.map(({ at: column, kind, text }) => (
            <span key={column} className={styles[kind]}>
              <SafeText text={text} />
            </span>
          ))}
        </div>
      ))}
    </pre>
  );
}
