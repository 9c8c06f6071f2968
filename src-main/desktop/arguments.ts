import { z } from 'zod';

/** Arguments beyond this number or length are nobody's files. */
const MOST_ARGUMENTS = 1_000;
const LONGEST = 4_096;

/** What a start hands over to the one that runs already: its arguments, and its folder. */
export const Handover = z.strictObject({
  named: z.array(z.string().min(1).max(LONGEST)).max(MOST_ARGUMENTS),
  folder: z.string().min(1).max(LONGEST),
});
export type Handover = z.infer<typeof Handover>;

/**
 * The files, folders and links among the arguments of this process: no options, which are for
 * Electron, and not the path of the app itself.
 * @param isAppNamed true if the first of them names the app, as in `electron PATH`
 */
export function namedIn(argv: readonly string[], isAppNamed: boolean | undefined): string[] {
  const operands = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  return operands
    .slice(isAppNamed ? 1 : 0)
    .filter((argument) => argument !== '' && argument.length <= LONGEST)
    .slice(0, MOST_ARGUMENTS);
}
