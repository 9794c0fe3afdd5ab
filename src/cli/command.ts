/** A command of the program `junction-connect`. */
export interface Command {
  readonly name: string;
  /** What the command does, in one line of `junction-connect --help`. */
  readonly summary: string;
  /** The text of `junction-connect <name> --help`. */
  readonly help: string;
  /**
   * Runs the command, and prints its results.
   *
   * @param args The arguments after the name of the command.
   * @returns A promise of the exit code: 0 when nothing is wrong, 1 otherwise.
   * @throws TypeError for a mistake in the arguments. The program prints its text, and exits with 2.
   * @throws Error for another failure. The program prints its text, and exits with 1.
   */
  run(args: readonly string[]): Promise<number>;
}
