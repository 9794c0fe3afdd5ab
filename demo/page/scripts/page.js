// @ts-check
/**
 * Returns an element of the page.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 * @throws Error if the page has no such element
 */
export function find(selector, type) {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} that matches ${selector}`);
  return element;
}

/**
 * Creates an element with text or other elements in it. Text is not read as markup, because some of it comes from outside.
 *
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(string | Node)} content
 */
export function create(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/**
 * Creates a `<time>` element.
 *
 * @param {Date} date
 * @param {'short' | 'medium'} [timeStyle] `medium` includes the seconds
 */
export function createTime(date, timeStyle = 'medium') {
  return create('time', { datetime: date.toISOString() }, date.toLocaleTimeString([], { timeStyle }));
}
