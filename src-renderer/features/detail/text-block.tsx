import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { formatCountOf } from '../../format/numbers.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './text-block.module.css';

interface TextBlockProps {
  readonly title: string;
  readonly text: string;
}

/** Text longer than this is cut on screen; copying takes all of it. */
const SHOWN_LENGTH = 20_000;

/** Long text that starts folded: a stack trace, an original record. */
export function TextBlock({ title, text }: TextBlockProps) {
  const shown = text.slice(0, SHOWN_LENGTH);
  return (
    <Disclosure className={styles.block ?? ''}>
      {({ isExpanded }) => (
        <>
          <div className={styles.head}>
            <Button slot="trigger" className={styles.trigger ?? ''}>
              <ChevronRight size={13} aria-hidden className={styles.arrow} />
              {title}
            </Button>
            <CopyButton label={`Copy ${title.toLowerCase()}`} text={() => text} />
          </div>
          <DisclosurePanel>
            {isExpanded && (
              <pre className={styles.text}>
                <SafeText as="block" text={shown} />
              </pre>
            )}
            {isExpanded && shown.length < text.length && (
              <p className={styles.more}>
                {formatCountOf(text.length - shown.length, 'more character')}; copy to see all
              </p>
            )}
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}
