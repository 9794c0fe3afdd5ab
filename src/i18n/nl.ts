import type { Messages } from './messages.js';

export const nl: Messages = {
  label: 'Apparaat koppelen',
  loading: 'Wordt geopend…',
  connected: 'Gekoppeld',
  error: 'Dat is niet gelukt. Probeer het opnieuw.',
  broken: 'Niet beschikbaar. Neem contact op met de klantenservice van deze site.',
  link: 'Doorgaan in een nieuw venster',
  continueHere: 'Verder in dit venster',
  stuck: 'Werkt Junction Link hier niet?',
  continueInWindow: 'Doorgaan in een nieuw venster',
  close: 'Sluiten',
  opening: 'Junction Link wordt hier geopend om uw apparaat te koppelen.',
  done: 'U kunt dit venster sluiten.',
};
