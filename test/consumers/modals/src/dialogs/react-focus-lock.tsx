import FocusLock from 'react-focus-lock';
import { content, showDialog } from '../react';

showDialog(
  ({ isOpen }) =>
    isOpen && (
      <FocusLock returnFocus>
        <div role="dialog" aria-modal="true" aria-label="My profile">
          {content}
        </div>
      </FocusLock>
    ),
);
