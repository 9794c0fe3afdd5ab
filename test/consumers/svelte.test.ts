import { openConsumer } from './consumer.js';
import { describeApp, itConnectsDevices } from './journeys.js';

describeApp('the Svelte app', () => openConsumer('svelte'), itConnectsDevices);
