// @ts-check
/** The two elements that a person can choose between. This file says what differs between them. */

/** @typedef {'button' | 'list'} ElementId */

/**
 * @typedef {object} ElementKind
 * @property {string} tag
 * @property {string} placeholder the attribute that makes a `<div>` a placeholder of the element
 * @property {string} shortcode the shortcode of the WordPress plugin
 * @property {string} component the name of the component in an app
 * @property {boolean} hasLabel true if the content of the element is the text of a button
 * @property {Readonly<Record<string, string>>} attributes the attributes that can be chosen, in the order in which they are
 *   written, with their defaults
 * @property {readonly string[]} applied the attributes that the element in this page gets. The endpoints and the next pages are
 *   not among them: the element uses the demo's endpoints, and stays in this page.
 */

/** @type {Readonly<Record<ElementId, ElementKind>>} */
export const elements = {
  button: {
    tag: 'junction-connect',
    placeholder: 'data-junction-connect',
    shortcode: 'junction_connect',
    component: 'ConnectDevice',
    hasLabel: true,
    attributes: {
      'token-endpoint': '',
      method: 'post',
      credentials: 'same-origin',
      providers: '',
      mode: 'auto',
      appearance: 'filled',
      size: 'medium',
      'success-url': '',
      'exit-url': '',
      'error-url': '',
      'data-layer': '',
      lang: '',
    },
    applied: ['providers', 'mode', 'appearance', 'size', 'lang'],
  },
  list: {
    tag: 'junction-connections',
    placeholder: 'data-junction-connections',
    shortcode: 'junction_connections',
    component: 'ConnectedDevices',
    hasLabel: false,
    attributes: {
      endpoint: '',
      'token-endpoint': '',
      method: 'post',
      credentials: 'same-origin',
      providers: '',
      mode: 'auto',
      logos: 'show',
      disconnect: 'false',
      lang: '',
    },
    applied: ['providers', 'mode', 'logos', 'disconnect', 'lang'],
  },
};

/** The boolean attributes, which are written without a value. Their value in the form is `true` or `false`. */
export const booleanAttributes = ['disconnect'];
