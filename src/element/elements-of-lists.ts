/** The elements in lists of connections. The endpoint has chosen the provider of each, and not the page. */
export const elementsOfLists = new WeakSet<Element>();
