import type { Messages } from './messages.js';

export const de: Messages = {
  label: 'Gerät verbinden',
  labelProvider: '{provider} verbinden',
  labelAgain: '{provider} neu verbinden',
  loading: 'Wird geöffnet …',
  window: 'In anderem Fenster geöffnet.',
  showWindow: 'Anzeigen',
  connected: 'Verbunden',
  connectedProvider: '{provider} ist verbunden',
  tryAgain: 'Das ging nicht. Bitte neu versuchen.',
  offline: 'Sie sind offline. Bitte Netz prüfen.',
  busy: 'Zu viele Anfragen. Bitte kurz warten.',
  signIn: 'Sie sind nicht mehr angemeldet. Bitte melden Sie sich wieder an.',
  denied:
    'Der Zugriff wurde nicht erlaubt. Bitte versuchen Sie es noch einmal, und erlauben Sie den Zugriff auf Ihre Daten.',
  credentials: 'Ihre Anmeldedaten wurden nicht angenommen. Bitte prüfen Sie sie, und versuchen Sie es noch einmal.',
  linkedElsewhere:
    'Dieses Konto ist schon mit einem anderen Benutzer dieser Website verbunden. Bitte verwenden Sie ein anderes Konto, oder wenden Sie sich an den Support dieser Website.',
  region: 'In Ihrer Region nicht verfügbar.',
  unavailable: 'Nicht verfügbar. Bitte wenden Sie sich an den Support dieser Website.',
  blocked: 'Der Browser hat das Fenster blockiert.',
  openLink: 'In einem neuen Fenster fortfahren',
  openLinkHere: 'In diesem Fenster fortfahren',
  stuck: 'Funktioniert Junction Link hier nicht?',
  continueInWindow: 'In einem neuen Fenster fortfahren',
  close: 'Schließen',
  exited: 'Junction Link wurde geschlossen.',
  opening: 'Hier wird Junction Link geöffnet, damit Sie Ihr Gerät verbinden können.',
  done: 'Sie können dieses Fenster schließen.',
};
