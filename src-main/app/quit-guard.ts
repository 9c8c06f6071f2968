import { app, dialog, powerMonitor } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';

interface GuardOptions {
  /** What runs and would be lost, such as `An import`; null if nothing is. */
  readonly atStake: () => string | null;
  readonly window: () => BrowserWindow | null;
}

/** Asks before work that runs is lost by quitting or by closing the window, and only then. */
export class QuitGuard {
  readonly #options: GuardOptions;
  #isSure = false;
  #isAsking = false;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** Lets go where nobody answers a question: while the system ends, and at a terminal. */
  listen(): void {
    powerMonitor.on('shutdown', () => {
      this.#isSure = true;
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.#quit());
    }
  }

  /** Prevents what would end the app, and asks, if there is anything to ask. @returns whether it did */
  holds(event: { preventDefault(): void }): boolean {
    const work = this.#isSure ? null : this.#options.atStake();
    if (work === null) return false;
    event.preventDefault();
    this.#ask(work).catch((error: unknown) => console.error(error));
    return true;
  }

  async #ask(work: string): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const window = this.#options.window();
    const question: MessageBoxOptions = {
      type: 'warning',
      message: `${work} is running.`,
      detail: 'Quitting stops it. What was stored before stays; nothing half done is kept.',
      buttons: ['Keep Annals open', 'Stop it and quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const { response } = await (
      window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
    ).finally(() => {
      this.#isAsking = false;
    });
    if (response === 1) this.#quit();
  }

  #quit(): void {
    this.#isSure = true;
    app.quit();
  }
}
