import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildConsumer } from './consumer.js';
import { describeApp, itConnectsDevices, itTrustsProperties } from './app-journeys.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('vue');

describeApp(
  'the Vue app',
  () => app,
  (journey) => {
    itConnectsDevices(journey);
    itTrustsProperties(journey, {
      trusted: ['camel-case', 'static-camel-case', 'prop-modifier', 'dot'],
      markup: ['static', 'kebab-case', 'attr-modifier'],
    });
  },
);

it('makes vue-tsc report each mistyped element in a template', async () => {
  const mistyped = [
    '<junction-connect token-endpont="/api/link-token" />',
    '<junction-connect :data-layer="7" />',
    '<junction-connect mode="modal" />',
    '<junction-connect :disabled="7" />',
    '<junction-connect :fetchToken="7" />',
    '<junction-connect @junction-success="({ detail }) => detail.reason" />',
  ];
  const correct =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled data-testid="a" />';
  const file = `<script setup lang="ts"></script>\n<template>\n${[correct, ...mistyped].join('\n')}\n</template>\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.vue', file), mistyped);
});
