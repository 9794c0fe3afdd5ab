/**
 * Returns a view of a node. It shows the browser's members of the node, also if markup hides them. In a page with
 * `<img name="body">`, `document.body` is that image. The fields of a form hide the members of the form in the same way. So read the members of
 * `document`, and of a node that may be a form, through this function. A lint rule checks that for `document`. An observer
 * and a comparison need the node itself.
 *
 * Markup can hide a member only by an object: an element, a list of elements, or the window of a frame. If a script has set a
 * function or a text on the node, the view shows that.
 */
export const unshadowed = <T extends object>(node: T): T => new Proxy<T>(node, handler);

const handler: ProxyHandler<object> = {
  get(node, name) {
    const prototype = Object.getPrototypeOf(node) as object;
    let value: unknown = Reflect.get(node, name);
    // This does not ask whether the node itself has the member: WebKit (2.50) may give an old answer. In happy-dom, the
    // prototype lacks some members.
    if (typeof value === 'object' && name in prototype) value = Reflect.get(prototype, name, node);
    return typeof value === 'function' ? (value.bind(node) as unknown) : value;
  },
};
