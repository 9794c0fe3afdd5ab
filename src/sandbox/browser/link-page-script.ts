/**
 * The script of Link's pages: tells the page that embeds Link what happened, and closes Link. It runs in a page, from
 * its own source text, so it takes nothing from this module.
 */
export function linkPage(): void {
  const { embed, message } = document.body.dataset;
  const isEmbedded = embed && parent !== window;
  if (isEmbedded && message) parent.postMessage(JSON.parse(message), embed);

  document.addEventListener('submit', (event) => {
    if (!(event.target as HTMLFormElement).matches('[data-exit=close]')) return;
    if (isEmbedded) {
      event.preventDefault();
      parent.postMessage({ type: 'exit' }, embed);
    } else {
      window.close(); // Browsers allow it in windows that a script opened; in others the form's own page follows.
    }
  });
}
