import 'junction-connect';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BindingsPage } from './BindingsPage';

const root = document.getElementById('root')!;
if (root.firstElementChild) hydrateRoot(root, <BindingsPage />);
else createRoot(root).render(<BindingsPage />);
