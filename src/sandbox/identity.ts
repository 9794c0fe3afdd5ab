/** The address of a sandbox, and the environment and region in its `link_web_url`. */
export interface SandboxIdentity {
  readonly origin: string;
  /** The path below the origin. It begins with a slash and does not end with one. It is empty at the root. */
  readonly basePath: string;
  readonly env: string;
  readonly region: string;
}
