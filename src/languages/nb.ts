import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('nb', {
  label: 'Koble til en enhet',
  labelProvider: 'Koble til {provider}',
  labelAgain: 'Koble til {provider} på nytt',
  loading: 'Åpner …',
  window: 'Åpnet i et annet vindu.',
  showWindow: 'Vis vinduet',
  connected: 'Tilkoblet',
  connectedProvider: '{provider} er tilkoblet',
  tryAgain: 'Noe gikk galt. Prøv igjen.',
  offline: 'Du er ikke på nett. Sjekk tilkoblingen.',
  busy: 'For mange forespørsler. Vent et minutt.',
  signIn: 'Økten din på dette nettstedet er utløpt. Logg inn på nytt.',
  denied: 'Tilgang ble ikke gitt. Prøv igjen, og gi tilgang til dataene dine.',
  credentials: 'Påloggingsopplysningene ble ikke godtatt. Sjekk dem, og prøv igjen.',
  linkedElsewhere:
    'Denne kontoen er knyttet til en annen bruker av dette nettstedet. Bruk en annen konto, eller kontakt brukerstøtten.',
  region: 'Ikke tilgjengelig i regionen din.',
  unavailable: 'Ikke tilgjengelig. Kontakt brukerstøtten for dette nettstedet.',
  blocked: 'Nettleseren blokkerte vinduet.',
  openLink: 'Fortsett i et nytt vindu',
  openLinkHere: 'Fortsett i dette vinduet',
  stuck: 'Virker ikke Junction Link her?',
  continueInWindow: 'Fortsett i et nytt vindu',
  close: 'Lukk',
  exited: 'Junction Link ble lukket.',
  opening: 'Junction Link åpnes her, slik at du kan koble til enheten din.',
  done: 'Du kan lukke dette vinduet.',
});
