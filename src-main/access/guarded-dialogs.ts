import { AnnalsError } from '#shared/ipc/failure.ts';

type Dialog = (...args: never[]) => Promise<unknown>;

/**
 * The same dialogs, whose answers only count if whoever was asked is still at the keyboard: a window
 * may be locked while a dialog waits, and somebody else may answer it.
 * @param sitting changes when somebody signs in or out
 */
export function guardedDialogs<Dialogs extends object>(
  dialogs: Dialogs,
  sitting: () => number,
): Dialogs {
  const entries = Object.entries(dialogs as Record<string, Dialog>).map(([name, ask]) => [
    name,
    async (...args: never[]): Promise<unknown> => {
      const before = sitting();
      const answer = await ask(...args);
      if (sitting() === before) return answer;
      throw new AnnalsError(
        'NOT_SIGNED_IN',
        'The window was locked, or somebody else has signed in, while a dialog was open.',
        'Do it again.',
      );
    },
  ]);
  return Object.fromEntries(entries) as Dialogs;
}
