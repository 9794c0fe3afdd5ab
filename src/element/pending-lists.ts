/**
 * The lists in the page that are being loaded. Each will add elements to the page, and one of them may be the element that
 * launched Link before a redirect. All copies of the package share the lists: one copy may have registered the button, and
 * another one the list.
 */
export const pendingLists = ((globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.pendingLists')] ??=
  new Set()) as Set<object>;
