export { createSandbox, type SandboxOptions } from './sandbox/sandbox.js';
export type { WebhookOptions } from './sandbox/webhooks.js';
