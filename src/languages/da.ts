import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('da', {
  label: 'Forbind en enhed',
  labelProvider: 'Forbind {provider}',
  labelAgain: 'Forbind {provider} igen',
  loading: 'Åbner …',
  window: 'Åbnet i et andet vindue.',
  showWindow: 'Vis vinduet',
  connected: 'Forbundet',
  connectedProvider: '{provider} er forbundet',
  tryAgain: 'Noget gik galt. Prøv igen.',
  offline: 'Du er offline. Tjek din forbindelse.',
  busy: 'For mange forespørgsler. Vent et minut.',
  signIn: 'Din session på dette websted er udløbet. Log ind igen.',
  denied: 'Der blev ikke givet adgang. Prøv igen, og giv adgang til dine data.',
  credentials: 'Dine loginoplysninger blev ikke godkendt. Tjek dem, og prøv igen.',
  linkedElsewhere:
    'Denne konto er knyttet til en anden bruger af dette websted. Brug en anden konto, eller kontakt supporten.',
  region: 'Ikke tilgængelig i din region.',
  unavailable: 'Ikke tilgængelig. Kontakt supporten på dette websted.',
  blocked: 'Browseren blokerede vinduet.',
  openLink: 'Fortsæt i et nyt vindue',
  openLinkHere: 'Fortsæt i dette vindue',
  stuck: 'Virker Junction Link ikke her?',
  continueInWindow: 'Fortsæt i et nyt vindue',
  close: 'Luk',
  exited: 'Junction Link blev lukket.',
  opening: 'Junction Link åbnes her, så du kan forbinde din enhed.',
  done: 'Du kan lukke dette vindue.',
});
