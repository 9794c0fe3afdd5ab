/**
 * Runs in each page of Link. Sends two messages to the page that embeds Link: the message of Link's page, if it has
 * one, and a message that Link's page has loaded. Closes Link when the person sends a form with `data-exit=close`. The
 * source text of this function is the script of Link's pages. So the function uses nothing of this module.
 */
export function linkPage(): void {
  const { embed: embedderOrigin, message } = document.body.dataset;
  const isEmbedded = embedderOrigin && parent !== window;
  // A message that is sent at `pageshow` arrives after the `load` event of the frame.
  if (isEmbedded) addEventListener('pageshow', () => parent.postMessage({ type: 'load' }, embedderOrigin));
  if (isEmbedded && message) parent.postMessage(JSON.parse(message), embedderOrigin);

  document.addEventListener('submit', (event) => {
    if (!(event.target as HTMLFormElement).matches('[data-exit=close]')) return;
    if (isEmbedded) {
      event.preventDefault();
      parent.postMessage({ type: 'exit' }, embedderOrigin);
    } else {
      // Browsers close only a window that a script opened. In another window the form loads its page, which says that
      // the person can close the window.
      window.close();
    }
  });
}
