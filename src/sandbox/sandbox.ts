export interface SandboxOptions {
  /** The origin at which it is served, such as `http://localhost:3000`. */
  origin: string;
}
