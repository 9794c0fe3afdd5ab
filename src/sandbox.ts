export type { SandboxOptions } from './sandbox/options.js';
export { createSandbox } from './sandbox/sandbox.js';
export type { WebhookOptions } from './sandbox/webhooks/webhooks.js';
