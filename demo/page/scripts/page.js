// @ts-check
/**
 * An element that the page has for certain.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(selector, type) {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page lacks ${selector}`);
  return element;
}

/**
 * A new element with text, or other elements, in it: never markup, since some of it comes from outside.
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
 * @param {Date} date
 * @param {'short' | 'medium'} [timeStyle] `medium` tells the seconds
 */
export function createTime(date, timeStyle = 'medium') {
  return create('time', { datetime: date.toISOString() }, date.toLocaleTimeString([], { timeStyle }));
}
