import { type ComponentType, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What a library's dialog gets. */
export interface DialogProps {
  isOpen: boolean;
  close: () => void;
}

/** What is in each dialog. */
export const content = (
  <>
    <p>
      <label>
        Your name <input id="own" />
      </label>
    </p>
    <junction-connect token-endpoint="/api/link-token" return-url="/">
      Connect a device
    </junction-connect>
  </>
);

/** Renders a dialog that is open until the library wants to close it. */
export function showDialog(Dialog: ComponentType<DialogProps>) {
  const App = () => {
    const [isOpen, setIsOpen] = useState(true);
    return <Dialog isOpen={isOpen} close={() => setIsOpen(false)} />;
  };
  createRoot(document.getElementById('root')!).render(<App />);
}
