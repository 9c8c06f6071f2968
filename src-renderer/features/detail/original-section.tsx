import { useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { formatCountOf } from '../../format/numbers.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { indentJson } from './indent-json.ts';
import { JsonLines } from './json-lines.tsx';
import { linesOfText } from './json-tokens.ts';
import styles from './original-section.module.css';
import { Section } from './section.tsx';

interface OriginalSectionProps {
  readonly raw: string;
  /** Name of the file it came from. */
  readonly importedFrom: string | null;
}

type Form = 'formatted' | 'asItWas';

/** The record that was imported: indented where it is JSON, and byte for byte. */
export function OriginalSection({ raw, importedFrom }: OriginalSectionProps) {
  const formatted = useMemo(() => indentJson(raw), [raw]);
  const [form, setForm] = useState<Form>('formatted');
  const isFormatted = formatted !== null && form === 'formatted';
  return (
    <Section
      title="Original"
      {...(importedFrom !== null && { note: importedFrom })}
      actions={
        <span className={styles.actions}>
          {formatted !== null && (
            <ToggleButtonGroup
              className={styles.forms ?? ''}
              aria-label="Form of the original"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[form]}
              onSelectionChange={(keys) => setForm(keys.has('asItWas') ? 'asItWas' : 'formatted')}
            >
              <ToggleButton id="formatted" className={styles.form ?? ''}>
                Formatted
              </ToggleButton>
              <ToggleButton id="asItWas" className={styles.form ?? ''}>
                As it was
              </ToggleButton>
            </ToggleButtonGroup>
          )}
          <CopyButton label="Copy original" text={() => raw} />
        </span>
      }
    >
      {isFormatted ? <Formatted json={formatted} /> : <AsItWas text={raw} />}
    </Section>
  );
}

/** Lines shown at once; a record may have thousands. */
const FIRST_LINES = 40;
const MORE_LINES = 200;

function Formatted({ json }: { readonly json: string }) {
  const lines = useMemo(() => linesOfText(json), [json]);
  const [most, setMost] = useState(FIRST_LINES);
  const more = lines.length - most;
  return (
    <>
      <JsonLines lines={lines.slice(0, most)} />
      {more > 0 && (
        <More words={formatCountOf(more, 'line')} onPress={() => setMost(most + MORE_LINES)} />
      )}
    </>
  );
}

/** Characters shown at once. */
const FIRST_LENGTH = 4_000;

function AsItWas({ text }: { readonly text: string }) {
  const [most, setMost] = useState(FIRST_LENGTH);
  const more = text.length - most;
  return (
    <>
      <pre className={styles.text}>
        <SafeText as="block" text={more > 0 ? text.slice(0, most) : text} />
      </pre>
      {more > 0 && (
        <More words={formatCountOf(more, 'character')} onPress={() => setMost(4 * most)} />
      )}
    </>
  );
}

function More({ words, onPress }: { readonly words: string; readonly onPress: () => void }) {
  return (
    <div className={styles.more}>
      <MoreButton onPress={onPress}>Show more ({words} left)</MoreButton>
    </div>
  );
}
