import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { clsx } from 'clsx';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { chainInWords } from '../integrity/verdict-words.ts';
import styles from './chain-state.module.css';

const ICONS = {
  intact: ShieldCheck,
  undecided: ShieldQuestion,
  tampered: ShieldAlert,
  none: ShieldQuestion,
} as const;

/** What is known of the chain since this store was opened, and the way to more; one for each store. */
export function ChainState() {
  const zone = useZone();
  const run = useCommand();
  const { loadVerification } = useActions();
  const verification = useAppState((state) => state.verification);
  useEffect(() => void loadVerification(), [loadVerification]);
  const kind = verification?.verdict ?? 'none';
  const Icon = ICONS[kind];
  return (
    <Button className={clsx(styles.state, styles[kind])} onPress={() => run('screen.integrity')}>
      <Icon size={13} aria-hidden />
      <span className="visually-hidden">Chain: </span>
      {chainInWords(verification, zone)}
    </Button>
  );
}
