/** The documented options of `Vital.create`. The arguments of the callbacks are not documented, so they may be anything. */
export interface VitalOptions {
  readonly env: string;
  readonly region: string;
  readonly onSuccess: (...args: unknown[]) => void;
  readonly onExit: (...args: unknown[]) => void;
  readonly onError: (...args: unknown[]) => void;
  readonly onLoad: (...args: unknown[]) => void;
}
