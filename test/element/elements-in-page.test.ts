import { expect } from '@open-wc/testing';
import { identify } from '../../src/element/elements-in-page.js';
import '../../src/index.js';

describe('the place of an element among equal ones', () => {
  const newElement = () => document.createElement('junction-connect');
  const placeOf = (element: HTMLElementTagNameMap['junction-connect']) => identify(element, '42').place;

  it('is its place in the document, in and outside of shadow roots, however the elements were added', () => {
    const [first, second, third, fourth, fifth] = [1, 2, 3, 4, 5].map(newElement) as [
      HTMLElementTagNameMap['junction-connect'],
      ...HTMLElementTagNameMap['junction-connect'][],
    ];
    const [card, inner] = [document.createElement('div'), document.createElement('div')];
    const root = card.attachShadow({ mode: 'closed' });
    const innerRoot = inner.attachShadow({ mode: 'open' });
    document.body.append(card, fifth!);
    innerRoot.append(third!);
    root.append(fourth!);
    root.prepend(second!, inner);
    document.body.prepend(first);
    expect([first, second!, third!, fourth!, fifth!].map(placeOf)).to.deep.equal([0, 1, 2, 3, 4]);
    root.append(second!); // It moves to the end of the card.
    expect([first, third!, fourth!, second!, fifth!].map(placeOf)).to.deep.equal([0, 1, 2, 3, 4]);
    [first, card, fifth!].forEach((node) => node.remove());
  });
});
