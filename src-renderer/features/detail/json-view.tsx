import type { JsonObject } from '#shared/model/audit-event.ts';
import { useMemo, useState } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { jsonLines } from './json-tokens.ts';
import styles from './json-view.module.css';
import { Section } from './section.tsx';

interface JsonViewProps {
  readonly title: string;
  readonly value: JsonObject;
}

/** Lines shown at once; a record may have thousands. */
const FIRST_LINES = 200;

/** A JSON object, indented and coloured. */
export function JsonView({ title, value }: JsonViewProps) {
  const [isWhole, setIsWhole] = useState(false);
  const lines = useMemo(() => jsonLines(value), [value]);
  const hidden = isWhole ? 0 : Math.max(0, lines.length - FIRST_LINES);
  return (
    <Section
      title={title}
      actions={
        <CopyButton
          label={`Copy ${title.toLowerCase()}`}
          text={() => JSON.stringify(value, null, 2)}
        />
      }
    >
      <pre className={styles.json}>
        {lines.slice(0, lines.length - hidden).map(({ at, indent, tokens }) => (
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
      {hidden > 0 && (
        <div className={styles.more}>
          <Button look="quiet" onPress={() => setIsWhole(true)}>
            Show {formatCountOf(hidden, 'more line')}
          </Button>
        </div>
      )}
    </Section>
  );
}
