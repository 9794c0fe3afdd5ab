import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <Dialog open={isOpen} onClose={close}>
    <DialogTitle>My profile</DialogTitle>
    <DialogContent>{content}</DialogContent>
  </Dialog>
));
