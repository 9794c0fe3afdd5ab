/**
 * Runs before any other script. It records each element that the package gives the focus to. A library may replace `focus()`
 * by a function of its own that calls the one before. So the recorder is always the outermost function, and looks at the
 * function that has called it.
 */
window.focusCalls = [];

const record = (element) => {
  const [, ...calls] = new Error().stack.split('\n');
  const caller = calls.find((call) => !call.includes('/focus-calls.js'));
  // The page or a library focuses the element itself. Then the caller is the element's own method `focus()`.
  if (caller?.includes('/assets/junction-connect-') && element.localName !== 'junction-connect')
    window.focusCalls.push(element.localName);
};
const withRecorder = (focus) =>
  new Proxy(focus, {
    apply(target, element, options) {
      record(element);
      return Reflect.apply(target, element, options);
    },
  });

let current = withRecorder(HTMLElement.prototype.focus);
Object.defineProperty(HTMLElement.prototype, 'focus', {
  configurable: true,
  get: () => current,
  set: (focus) => (current = withRecorder(focus)),
});
