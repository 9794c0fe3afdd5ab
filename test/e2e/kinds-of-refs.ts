import { createRef, type Ref } from 'react';

export const nameOf = (element: HTMLElement | null): string => (element ? 'the element' : 'null');

/** Makes the refs of one element, one for each render. They write into the log. */
type MakeRefs = (log: string[]) => readonly (Ref<HTMLElement> | undefined)[];

/** Returns a function that makes a ref, which is a function. */
const callbacksOf = (log: string[]) => (name: string) => (element: HTMLElement | null) =>
  void log.push(`${name}: ${nameOf(element)}`);

/** Returns a function that makes a ref, which is a function that returns a cleanup. React 18 ignores the cleanup. */
const cleaningCallbacksOf = (log: string[]) => (name: string) => (element: HTMLElement | null) => {
  log.push(`${name}: ${nameOf(element)}`);
  return () => void log.push(`${name} cleans up`);
};

export const kindsOfRefs: Readonly<Record<string, MakeRefs>> = {
  'an object': () => {
    const object = createRef<HTMLElement>();
    return [object, object];
  },
  'another object': () => [createRef<HTMLElement>(), createRef<HTMLElement>()],
  'a callback': (log) => {
    const callback = callbacksOf(log)('a');
    return [callback, callback];
  },
  'a callback with a cleanup': (log) => {
    const callback = cleaningCallbacksOf(log)('a');
    return [callback, callback];
  },
  'a new callback at each render': (log) => ['a', 'b', 'c'].map(callbacksOf(log)),
  'a new callback with a cleanup at each render': (log) => ['a', 'b', 'c'].map(cleaningCallbacksOf(log)),
  'one kind after the other': (log) => [
    createRef<HTMLElement>(),
    callbacksOf(log)('a'),
    cleaningCallbacksOf(log)('b'),
    createRef<HTMLElement>(),
    cleaningCallbacksOf(log)('c'),
    callbacksOf(log)('d'),
  ],
  'nothing, and then something,': (log) => [undefined, cleaningCallbacksOf(log)('a'), null, createRef<HTMLElement>()],
};
