/** Errors of the pipeline, named by what happens next: the queue tries later, sets the item aside, or stops. */

/** The cause will pass (network, lock, 429): run the same work again after `afterMs`. */
export class TryLater extends Error {
  override name = 'TryLater';
  /** Whether what was asked for may have been done all the same: the answer was lost, not refused. */
  readonly doubtful: boolean;
  constructor(
    message: string,
    readonly afterMs: number = 60_000,
    options: ErrorOptions & { doubtful?: boolean } = {},
  ) {
    super(message, options);
    this.doubtful = options.doubtful ?? false;
  }
}

/** This one input can never succeed as it is: set it aside with its reason, go on with the rest. */
export class Quarantine extends Error {
  override name = 'Quarantine';
}

/** The program cannot go on and a person must act; the message names the file or setting and the next step. */
export class Halt extends Error {
  override name = 'Halt';
}

/** The program was called in a way it does not know (exit code 2). */
export class Misuse extends Error {
  override name = 'Misuse';
}
