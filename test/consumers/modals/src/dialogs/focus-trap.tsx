import { createFocusTrap } from 'focus-trap';

const dialog = document.getElementById('root')!;
dialog.innerHTML = `
  <div role="dialog" aria-modal="true" aria-label="My profile">
    <p><label>Your name <input id="own" /></label></p>
    <junction-connect token-endpoint="/api/link-token" return-url="/">Connect a device</junction-connect>
  </div>`;
createFocusTrap(dialog).activate();
