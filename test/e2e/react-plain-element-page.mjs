/* global document */
/** Does the same to a plain element and to the React component. The test runs this in a page and as on a server. */
import { JunctionConnect } from 'junction-connect/react';
import { createElement as h } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { kindsOfRefs, nameOf } from './kinds-of-refs.ts';

/** Returns the attributes of an element, sorted by their names. Both elements must have the same. */
const attributesOf = (element) =>
  Object.fromEntries(
    element
      .getAttributeNames()
      .toSorted()
      .map((name) => [name, element.getAttribute(name)]),
  );

/** Calls `use` with a root in the page, and removes the root. */
function withRoot(use, create = createRoot, markup = '') {
  const container = document.body.appendChild(document.createElement('section'));
  container.innerHTML = markup;
  let root;
  try {
    return use({
      start: (node) => flushSync(() => (root = create(container, node))),
      render: (node) => flushSync(() => (root ??= create(container)).render(node)),
      attributes: () => attributesOf(container.firstElementChild),
    });
  } finally {
    flushSync(() => root?.unmount());
    container.remove();
  }
}

/** Returns the attributes after each of these renders of one element. */
const follow = (type, name, values) =>
  withRoot(({ render, attributes }) =>
    [...values, null, values[0], undefined, values[0]]
      .map((value) => ({ [name]: value }))
      .concat({})
      .map((props) => {
        render(h(type, props));
        return attributes();
      }),
  );

/** Returns the attributes of a new element for each value. */
const create = (type, name, values) =>
  values.map((value) =>
    withRoot(({ render, attributes }) => {
      render(h(type, { [name]: value }));
      return attributes();
    }),
  );

/** Returns the attributes of an element after the hydration of what a server has rendered, and after a change. */
const hydrate = (type, name, values, markup) =>
  withRoot(
    ({ start, render, attributes }) => {
      start(h(type, { [name]: values[0] }));
      const hydrated = attributes();
      render(h(type, { [name]: values.at(-1) }));
      const changed = attributes();
      render(h(type, {}));
      return [hydrated, changed, attributes()];
    },
    (container, node) => hydrateRoot(container, node),
    markup,
  );

export const elements = { plain: 'div', component: JunctionConnect };

/** Returns what React makes of an attribute of both elements: `markup` has what a server has rendered of each. */
export const attributesOfBoth = (name, values, markup) =>
  forBoth((type, kind) => ({
    created: create(type, name, values),
    followed: follow(type, name, values),
    hydrated: hydrate(type, name, values, markup[kind]),
  }));

/** Returns the attribute that each value gives to the component, in a new element and in one that has changed. */
export const attributeOfComponent = (name, values) => {
  const read = ({ [name.toLowerCase()]: text = null }) => text;
  const followed = follow(JunctionConnect, name, values).slice(0, values.length);
  return { created: create(JunctionConnect, name, values).map(read), followed: followed.map(read) };
};

/** Calls `read` for each of the elements. An exception counts as a result. */
const forBoth = (read) =>
  Object.fromEntries(
    Object.entries(elements).map(([kind, type]) => {
      try {
        return [kind, read(type, kind)];
      } catch (error) {
        return [kind, String(error)];
      }
    }),
  );

/** Renders an element with one ref after the other, and removes it. Returns the log of the refs. */
function followRefs(type, refs, log) {
  const objects = () => refs.filter((ref) => typeof ref === 'object' && ref).map(({ current }) => nameOf(current));
  withRoot(({ render }) => {
    for (const ref of refs) {
      render(h(type, { ref }));
      log.push(`rendered: ${objects()}`);
    }
  });
  return [...log, `removed: ${objects()}`];
}

/** Returns for each kind of refs what happens to them at both elements. */
export const readRefs = () =>
  Object.fromEntries(
    Object.entries(kindsOfRefs).map(([kind, makeRefs]) => [
      kind,
      forBoth((type) => {
        const log = [];
        return followRefs(type, makeRefs(log), log);
      }),
    ]),
  );
