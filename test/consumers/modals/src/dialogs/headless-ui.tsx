import { Dialog, DialogBackdrop, DialogPanel, DialogTitle } from '@headlessui/react';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <Dialog open={isOpen} onClose={close}>
    <DialogBackdrop style={{ position: 'fixed', inset: 0, background: '#0008' }} />
    <DialogPanel style={{ position: 'fixed', inset: '20%', background: 'white' }}>
      <DialogTitle>My profile</DialogTitle>
      {content}
    </DialogPanel>
  </Dialog>
));
