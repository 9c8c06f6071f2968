import { LockKeyhole, UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './sign-in-screen.module.css';
import { useWait } from './use-wait.ts';

interface SignInScreenProps {
  readonly storeName: string;
  /** Who has locked the window; null if nobody is signed in. */
  readonly lockedBy: string | null;
}

const LONGEST = 1_024;

/** Asks who is there before anything of the store is shown. */
export function SignInScreen({ storeName, lockedBy }: SignInScreenProps) {
  const run = useCommand();
  const { signIn } = useActions();
  const [isAnother, setIsAnother] = useState(false);
  const [typedName, setTypedName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState('');
  const [isTrying, setIsTrying] = useState(false);
  const [seconds, waitFor] = useWait();
  const nameBox = useRef<HTMLInputElement>(null);
  const passphraseBox = useRef<HTMLInputElement>(null);

  const isLocked = lockedBy !== null && !isAnother;
  const name = isLocked ? lockedBy : typedName;
  const isWaiting = seconds > 0;

  useEffect(() => {
    (isLocked ? passphraseBox : nameBox).current?.focus();
  }, [isLocked]);

  const handleSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isTrying || isWaiting || name.trim() === '' || passphrase === '') return;
    setIsTrying(true);
    setProblem('');
    const result = await signIn({ name, passphrase });
    setIsTrying(false);
    setPassphrase('');
    passphraseBox.current?.focus();
    if ('failure' in result) {
      setProblem(result.failure.message);
    } else if (!result.isSignedIn) {
      waitFor(result.waitMs);
      setProblem(
        isLocked ? 'The passphrase is not right.' : 'The name or the passphrase is not right.',
      );
    }
  };

  const Icon = isLocked ? LockKeyhole : UserRound;
  const button = isLocked ? 'Unlock' : 'Sign in';
  return (
    <main className={styles.screen}>
      <h1 className="visually-hidden">Annals</h1>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
        <Icon size={28} strokeWidth={1.5} aria-hidden className={styles.icon} />
        <h2 className={styles.title}>
          {isLocked ? `Locked by ${safeString(lockedBy)}` : `Sign in to ${safeString(storeName)}`}
        </h2>
        {!isLocked && (
          <label className={styles.field}>
            <span className={styles.label}>Name</span>
            <input
              ref={nameBox}
              className={styles.input}
              type="text"
              value={typedName}
              maxLength={LONGEST}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTypedName(event.target.value)}
            />
          </label>
        )}
        <label className={styles.field}>
          <span className={styles.label}>Passphrase</span>
          <input
            ref={passphraseBox}
            className={styles.input}
            type="password"
            value={passphrase}
            maxLength={LONGEST}
            autoComplete="off"
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </label>
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <Button look="primary" size="large" type="submit" isDisabled={isTrying || isWaiting}>
          {isWaiting ? `Wait ${seconds} s` : button}
        </Button>
        <div className={styles.ways}>
          {isLocked && (
            <Button look="quiet" onPress={() => setIsAnother(true)}>
              I am somebody else
            </Button>
          )}
          <Button look="quiet" onPress={() => run('store.choose')}>
            Open another store…
          </Button>
        </div>
      </form>
    </main>
  );
}
