import type { Messages } from './messages.js';

export const fr: Messages = {
  label: 'Connecter un appareil',
  loading: 'Ouverture…',
  connected: 'Connecté',
  error: "Une erreur s'est produite. Veuillez réessayer.",
  broken: "Non disponible. Veuillez contacter l'assistance de ce site.",
  link: 'Continuer dans une nouvelle fenêtre',
  continueHere: 'Continuer dans cette fenêtre',
  stuck: 'Junction Link ne fonctionne pas ici\u00a0?',
  continueInWindow: 'Continuer dans une nouvelle fenêtre',
  close: 'Fermer',
  opening: "Junction Link va s'ouvrir ici pour connecter votre appareil.",
  done: 'Vous pouvez fermer cette fenêtre.',
};
