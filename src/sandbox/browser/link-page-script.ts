/**
 * Sends the message of a page of Link to the page that embeds Link, and closes Link. The source text of this function is the
 * script of Link's pages, and runs there. So the function uses nothing of this module.
 */
export function linkPage(): void {
  const { embed: embedderOrigin, message } = document.body.dataset;
  const isEmbedded = embedderOrigin && parent !== window;
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
