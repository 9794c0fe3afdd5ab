import * as Dialog from '@radix-ui/react-dialog';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <Dialog.Root open={isOpen} onOpenChange={close}>
    <Dialog.Portal>
      <Dialog.Overlay style={{ position: 'fixed', inset: 0, background: '#0008' }} />
      <Dialog.Content style={{ position: 'fixed', inset: '20%', background: 'white' }} aria-describedby={undefined}>
        <Dialog.Title>My profile</Dialog.Title>
        {content}
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
));
