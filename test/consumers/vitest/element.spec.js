import { JunctionConnect } from 'junction-connect';
import { beforeEach, expect, test } from 'vitest';

beforeEach(() => document.body.replaceChildren());

async function addElement(markup) {
  document.body.innerHTML = markup;
  const element = document.querySelector('junction-connect');
  await element.updateComplete;
  return element;
}

test('the element renders its button, its label and its attributes', async () => {
  const element = await addElement('<junction-connect providers="oura fitbit" disabled></junction-connect>');
  const button = element.shadowRoot.querySelector('button');
  expect(element).toBeInstanceOf(JunctionConnect);
  expect(button.textContent.trim()).toBe('Connect a device');
  expect(button.disabled).toBe(true);
  expect(element.providers).toEqual(['oura', 'fitbit']);
  expect(element.status).toBe('idle');
});

test('a press dispatches junction-open, which the app can prevent', async () => {
  const element = await addElement('<junction-connect token-endpoint="/api/link-token">Go</junction-connect>');
  const details = [];
  document.addEventListener(
    'junction-open',
    (event) => {
      event.preventDefault();
      details.push(event.detail);
    },
    { once: true },
  );
  element.shadowRoot.querySelector('button').click();
  expect(details).toEqual([{ sessionId: expect.any(String), mode: 'embed' }]);
  expect(element.status).toBe('idle');
});

test('a failure is an event, with a message on the page', async () => {
  const element = await addElement('<junction-connect mode="nonsense" token-endpoint="/x"></junction-connect>');
  const failed = new Promise((resolve) => element.addEventListener('junction-error', resolve, { once: true }));
  await element.open();
  expect((await failed).detail.error.code).toBe('configuration_invalid');
  await element.updateComplete;
  expect(element.status).toBe('error');
  expect(element.shadowRoot.querySelector('[role=status]').textContent).toContain('Not available');
});

test('the element follows its content, and can be removed', async () => {
  const element = await addElement('<junction-connect> </junction-connect>');
  element.append('Own');
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
  element.remove();
  expect(document.querySelector('junction-connect')).toBe(null);
});
