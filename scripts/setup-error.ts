/** Something the person at the terminal has to know or do; shown as it is, without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
