import { ChakraProvider, Modal, ModalBody, ModalContent, ModalHeader, ModalOverlay } from '@chakra-ui/react';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <ChakraProvider>
    <Modal isOpen={isOpen} onClose={close}>
      <ModalOverlay />
      <ModalContent>
        <ModalHeader>My profile</ModalHeader>
        <ModalBody>{content}</ModalBody>
      </ModalContent>
    </Modal>
  </ChakraProvider>
));
