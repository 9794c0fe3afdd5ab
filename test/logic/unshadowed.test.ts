import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unshadowed } from '../../src/link/unshadowed.js';

describe('a view of a node', () => {
  /** A node with the members of the browser on its prototype. */
  class BrowserNode {
    readonly #title = 'Devices';
    get body() {
      return `the body of ${this.#title}`;
    }
    get baseURI() {
      return 'https://shop.example/';
    }
    find() {
      return this.#title;
    }
  }
  const newNode = (own: object) => Object.defineProperties(new BrowserNode(), Object.getOwnPropertyDescriptors(own));

  it('has the members of the browser, although markup has hidden them by an element', () => {
    assert.equal(unshadowed(newNode({ body: {} })).body, 'the body of Devices');
  });

  it('calls a method on the node itself', () => {
    assert.equal(unshadowed(newNode({})).find(), 'Devices');
  });

  it('has what a script has set on the node, and what only the node has', () => {
    const node = newNode({ baseURI: 'https://other.example/', find: () => 'own', onlyHere: { a: 1 } });
    const view = unshadowed(node) as BrowserNode & { onlyHere: object };
    assert.deepEqual([view.baseURI, view.find(), view.onlyHere], ['https://other.example/', 'own', { a: 1 }]);
  });
});
