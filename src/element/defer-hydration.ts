/**
 * The attribute of an element that waits for a framework: its settings and its listeners are still missing. Until the framework
 * removes the attribute, the element does not start: it draws nothing, and takes no return of Link. `@lit/react` and Lit itself remove it.
 * See https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/defer-hydration.md
 */
export const deferHydration = 'defer-hydration';
