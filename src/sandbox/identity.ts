/** The addresses of a sandbox, and the environment that it says it is. */
export interface SandboxIdentity {
  readonly origin: string;
  /** Begins with a slash and does not end with one; empty at the root. */
  readonly basePath: string;
  readonly env: string;
  readonly region: string;
}
