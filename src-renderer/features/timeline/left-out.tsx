import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import { formatCount } from '../../format/numbers.ts';
import styles from './left-out.module.css';

interface LeftOutProps {
  /** On which side of the bars. */
  readonly side: 'earlier' | 'later';
  readonly count: number;
  /** Shows the whole time after all. */
  readonly onShow: () => void;
}

/** Events that lie beyond an end of the bars, counted there; a press shows them too. */
export function LeftOut({ side, count, onShow }: LeftOutProps) {
  const show = (): void => {
    onShow();
    // The button goes.
    focusRegion('timeline');
  };
  return (
    <Button
      className={styles.edge ?? ''}
      data-side={side}
      aria-label={`${formatCount(count)} ${side}: show that time too`}
      onPress={show}
    >
      {side === 'earlier' && <ChevronLeft size={11} aria-hidden />}
      {formatCount(count)} {side}
      {side === 'later' && <ChevronRight size={11} aria-hidden />}
    </Button>
  );
}
