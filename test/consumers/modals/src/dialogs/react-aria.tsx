import { Dialog, Heading, Modal } from 'react-aria-components';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <Modal isOpen={isOpen} onOpenChange={close} isDismissable>
    <Dialog>
      <Heading slot="title">My profile</Heading>
      {content}
    </Dialog>
  </Modal>
));
