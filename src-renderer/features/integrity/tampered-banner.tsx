import { ShieldAlert } from 'lucide-react';
import { useCommand } from '../../commands/use-commands.ts';
import { useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './tampered-banner.module.css';
import { reasonInWords } from './verdict-words.ts';

/**
 * That the trail was tampered with, on every screen, as long as that is the last verdict: it cannot
 * be put away. The screen of the verdict says it larger.
 */
export function TamperedBanner() {
  const zone = useZone();
  const run = useCommand();
  const verification = useAppState((state) => state.verification);
  const screen = useAppState((state) => state.screen);
  if (verification?.verdict !== 'tampered' || screen === 'integrity') return null;
  return (
    <section className={styles.banner} aria-label="Verification">
      <ShieldAlert size={18} aria-hidden />
      <p className={styles.words} role="alert">
        <strong>This trail was tampered with.</strong> {reasonInWords(verification, zone)}
      </p>
      <Button size="small" onPress={() => run('screen.integrity')}>
        What was found
      </Button>
    </section>
  );
}
