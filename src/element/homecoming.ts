import { type Arrival, readArrival } from '../link/arrival.js';

/** Milliseconds that a page gets after it has loaded, or has made an element, to add its listeners. */
const settling = 100;

/** What this page was come back to with; undefined until its address was read, null when nothing is left to be told. */
let arrival: Arrival | null | undefined;

/** Reads the page's address, once. */
export function comeHome(): void {
  if (arrival === undefined) arrival = readArrival() ?? null;
}

/** Hands the arrival, if there is one, to the first that takes it, when the page has had the chance to listen. */
export function whenHome(take: (arrival: Arrival) => boolean): void {
  comeHome();
  if (!arrival) return;
  const settle = () =>
    setTimeout(() => {
      if (arrival && take(arrival)) arrival = null;
    }, settling);
  if (document.readyState === 'complete') settle();
  else addEventListener('load', settle);
}
