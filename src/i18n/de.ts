import type { Messages } from './messages.js';

export const de: Messages = {
  label: 'Gerät verbinden',
  loading: 'Wird geöffnet …',
  connected: 'Verbunden',
  error: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  broken: 'Nicht verfügbar. Bitte wenden Sie sich an den Support dieser Website.',
  link: 'In einem neuen Fenster fortfahren',
  continueHere: 'In diesem Fenster fortfahren',
  stuck: 'Funktioniert Junction Link hier nicht?',
  continueInWindow: 'In einem neuen Fenster fortfahren',
  close: 'Schließen',
  opening: 'Hier öffnet sich Junction Link, um Ihr Gerät zu verbinden.',
  done: 'Sie können dieses Fenster schließen.',
};
