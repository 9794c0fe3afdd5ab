export { createSandbox, type SandboxOptions } from './sandbox/sandbox.js';
