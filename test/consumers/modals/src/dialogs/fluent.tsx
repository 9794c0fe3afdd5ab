import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  FluentProvider,
  webLightTheme,
} from '@fluentui/react-components';
import { content, showDialog } from '../react';

showDialog(({ isOpen, close }) => (
  <FluentProvider theme={webLightTheme}>
    <Dialog open={isOpen} onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>My profile</DialogTitle>
          <DialogContent>{content}</DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  </FluentProvider>
));
