import '@mantine/core/styles.css';
import { MantineProvider, Modal } from '@mantine/core';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <MantineProvider>
    <Modal opened={isOpen} onClose={close} title="My profile">
      {content}
    </Modal>
  </MantineProvider>
));
