import { openConsumer } from './consumer.js';
import { describeApp, itConnectsDevices } from './journeys.js';

describeApp(
  'the Vue app',
  () => openConsumer('vue'),
  (journey) => {
    itConnectsDevices(journey);
  },
);
