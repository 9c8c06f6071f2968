import type { ShownTimeline } from '#shared/model/timeline.ts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import { formatCount } from '../../format/numbers.ts';
import styles from './left-out.module.css';

interface LeftOutProps {
  readonly timeline: ShownTimeline;
  /** Shows the whole time after all. */
  readonly onShow: () => void;
}

/** Events that lie beyond the ends of the bars, counted there; a press shows them too. */
export function LeftOut({ timeline: { earlier, later }, onShow }: LeftOutProps) {
  const show = (): void => {
    onShow();
    // The button goes.
    focusRegion('timeline');
  };
  return (
    <>
      {earlier > 0 && (
        <Button
          className={`${styles.edge} ${styles.earlier}`}
          aria-label={`${formatCount(earlier)} earlier: show that time too`}
          onPress={show}
        >
          <ChevronLeft size={11} aria-hidden />
          {formatCount(earlier)} earlier
        </Button>
      )}
      {later > 0 && (
        <Button
          className={`${styles.edge} ${styles.later}`}
          aria-label={`${formatCount(later)} later: show that time too`}
          onPress={show}
        >
          {formatCount(later)} later
          <ChevronRight size={11} aria-hidden />
        </Button>
      )}
    </>
  );
}
