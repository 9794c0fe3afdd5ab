/**
 * Runs before any other script. It records each element that the package gives the focus to. A library may replace
 * `HTMLElement.prototype.focus` by a function that calls the one before. So the recorder is on the prototypes of the
 * single elements, such as `HTMLInputElement`. There it is called first, and the stack shows the caller.
 */
window.focusCalls = [];

const recorderOf = (focus) =>
  new Proxy(focus, {
    apply(target, element, options) {
      const [, ...calls] = new Error().stack.split('\n');
      const caller = calls.find((call) => !call.includes('/focus-calls.js'));
      if (caller?.includes('/assets/junction-connect-')) window.focusCalls.push(element.localName);
      return Reflect.apply(target, element, options);
    },
  });

for (const name of Object.getOwnPropertyNames(window)) {
  if (!/^HTML.+Element$/.test(name)) continue;
  const get = () => recorderOf(HTMLElement.prototype.focus);
  Object.defineProperty(window[name].prototype, 'focus', { configurable: true, get });
}
