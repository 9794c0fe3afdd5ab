import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openConsumer } from './consumer.js';
import { describeApp, itConnectsDevices } from './journeys.js';
import { linesRefused } from './type-errors.js';

const app = openConsumer('vue');

describeApp('the Vue app', () => app, itConnectsDevices);

it('has vue-tsc refuse what is mistyped in a template', async () => {
  const mistyped = [
    '<junction-connect token-endpont="/api/link-token" />',
    '<junction-connect :data-layer="7" />',
    '<junction-connect mode="modal" />',
    '<junction-connect :disabled="7" />',
    '<junction-connect :fetchToken="7" />',
    '<junction-connect @junction-success="({ detail }) => detail.reason" />',
  ];
  const right =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled data-testid="a" />';
  const file = `<script setup lang="ts"></script>\n<template>\n${[right, ...mistyped].join('\n')}\n</template>\n`;
  assert.deepEqual(await linesRefused((await app).folder, 'Mistyped.vue', file), mistyped);
});
