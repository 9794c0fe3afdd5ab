import assert from 'node:assert/strict';
import { it } from 'node:test';
import { blocksIn } from '../support/document.js';
import { buildConsumer } from './consumer.js';
import {
  describeApp,
  itConnectsDevices,
  itManagesConnections,
  itShowsTheConnection,
  itTrustsProperties,
} from './app-journeys.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('vue');

describeApp(
  'the Vue app',
  () => app,
  (journey) => {
    itConnectsDevices(journey);
    itManagesConnections(journey);
    itTrustsProperties(journey, {
      trusted: ['camel-case', 'static-camel-case', 'prop-modifier', 'dot'],
      markup: ['static', 'kebab-case', 'attr-modifier'],
    });
    itShowsTheConnection(journey, {
      unknownProvider: ['static', 'static-true', 'true', 'true-attr', 'true-prop', 'empty'],
      oura: ['static-slug', 'slug', 'slug-attr', 'slug-prop'],
      nothing: [
        ...['static-false', 'false', 'false-attr', 'false-prop'],
        ...['null', 'null-attr', 'null-prop', 'undefined', 'undefined-attr', 'undefined-prop'],
      ],
      ownTexts: ['static-messages', 'messages', 'messages-prop', 'messages-attr'],
      following: ['follows', 'follows-attr', 'follows-prop', 'follows-undefined', 'follows-false'],
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
    '<junction-connect :connected="7" />',
    '<junction-connect :messages="7" />',
    '<junction-connect size="huge" />',
    '<junction-connect appearance="shiny" />',
    '<junction-connect @junction-success="({ detail }) => detail.reason" />',
    '<junction-connections endpont="/api/connections" />',
    '<junction-connections logos="hide" />',
    '<junction-connections :disconnect="7" />',
    '<junction-connections :messages="{ connections: 7 }" />',
    '<junction-connections @junction-disconnect="({ detail }) => detail.connections" />',
    '<junction-connections @junction-connections-change="({ detail }) => detail.provider" />',
  ];
  const correct =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled data-testid="a" />';
  const correctLook = `<junction-connect :connected="null" :messages="{ label: 'Go' }" appearance="plain" size="small" last-screen="0" />`;
  const correctList = `<junction-connections endpoint="/api/connections" disconnect logos="none" :headers="() => ({})" @junction-connections-change="({ detail }) => detail.connections.length" @junction-success="({ detail }) => detail.provider" />`;
  const [documented] = blocksIn('docs/frameworks/vue.md', 'What is connected already, and your words', 'vue');
  const script = '<script setup lang="ts">const slug: string | null = null;</script>';
  const file = `${script}\n<template>\n${[correct, documented!.trim(), correctLook, correctList, ...mistyped].join('\n')}\n</template>\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.vue', file), mistyped);
});
