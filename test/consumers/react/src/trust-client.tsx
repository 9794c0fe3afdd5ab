import 'junction-connect';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { TrustPage } from './TrustPage';

const root = document.getElementById('root')!;
if (root.firstElementChild) hydrateRoot(root, <TrustPage />);
else createRoot(root).render(<TrustPage />);
