import type { Messages } from './messages.js';

export const it: Messages = {
  label: 'Collega un dispositivo',
  loading: 'Apertura…',
  connected: 'Collegato',
  error: 'Si è verificato un errore. Riprovare.',
  broken: "Non disponibile. Contattare l'assistenza di questo sito.",
  link: 'Continua in una nuova finestra',
  continueHere: 'Continua in questa finestra',
  stuck: 'Junction Link non funziona qui?',
  continueInWindow: 'Continua in una nuova finestra',
  close: 'Chiudi',
  opening: 'Junction Link si aprirà qui per collegare il dispositivo.',
  done: 'È possibile chiudere questa finestra.',
};
