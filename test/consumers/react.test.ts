import { openConsumer } from './consumer.js';
import { describeApp, itConnectsDevices } from './journeys.js';

describeApp('the React app', () => openConsumer('react'), itConnectsDevices);
