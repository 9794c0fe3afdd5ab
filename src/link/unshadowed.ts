/**
 * Returns a view of a node on which markup hides no member of the browser. In a page with `<img name="body">`,
 * `document.body` is that image. The fields of a form hide the members of the form in the same way. So read the members of
 * `document`, and of a node that may be a form, through this function. A lint rule checks that for `document`. An observer
 * and a comparison need the node itself.
 *
 * Markup sets only objects: elements, lists of elements, and windows of frames. A function or a text that a script has set
 * on the node counts, as it does without this function.
 */
export const unshadowed = <T extends object>(node: T): T => new Proxy<T>(node, handler);

const handler: ProxyHandler<object> = {
  get(node, name) {
    const prototype = Object.getPrototypeOf(node) as object;
    let value: unknown = Reflect.get(node, name);
    // This does not ask whether the node itself has the member: WebKit (2.50) may give an old answer. In happy-dom, the
    // prototype does not have each member.
    if (typeof value === 'object' && name in prototype) value = Reflect.get(prototype, name, node);
    return typeof value === 'function' ? (value.bind(node) as unknown) : value;
  },
};
