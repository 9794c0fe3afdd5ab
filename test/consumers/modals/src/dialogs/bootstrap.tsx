import 'bootstrap/dist/css/bootstrap.min.css';
import { Modal } from 'bootstrap';

const dialog = document.getElementById('root')!;
dialog.innerHTML = `
  <div class="modal" tabindex="-1" aria-label="My profile">
    <div class="modal-dialog">
      <div class="modal-content">
        <div class="modal-body">
          <p><label>Your name <input id="own" /></label></p>
          <junction-connect token-endpoint="/api/link-token" return-url="/">Connect a device</junction-connect>
        </div>
      </div>
    </div>
  </div>`;
new Modal(dialog.querySelector('.modal')!).show();
