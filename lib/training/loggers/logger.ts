/** Where logged values go. */
export interface Logger {
  /** Called before the first values, with what describes the run. */
  logHyperparams?(parameters: Readonly<Record<string, unknown>>): void | Promise<void>;
  /** Values of one step of the optimizer. */
  logMetrics(metrics: Readonly<Record<string, number>>, step: number): void | Promise<void>;
  /** A training goes on behind this step: what was written of later ones is out of date. */
  resume?(step: number): void | Promise<void>;
  /** Everything is on the disk when it is done. */
  finalize?(): void | Promise<void>;
  /** What must be known to go on in the same place. */
  stateDict?(): unknown;
  loadStateDict?(state: unknown): void;
}
