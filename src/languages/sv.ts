import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('sv', {
  label: 'Anslut en enhet',
  labelProvider: 'Anslut {provider}',
  labelAgain: 'Anslut {provider} igen',
  loading: 'Öppnar …',
  window: 'Öppet i ett annat fönster.',
  showWindow: 'Visa',
  connected: 'Ansluten',
  connectedProvider: '{provider} är ansluten',
  tryAgain: 'Något gick fel. Försök igen.',
  offline: 'Du är offline. Kontrollera anslutningen.',
  busy: 'För många försök. Vänta en minut.',
  signIn: 'Din session på den här webbplatsen har gått ut. Logga in igen.',
  denied: 'Åtkomsten tilläts inte. Försök igen och tillåt åtkomst till dina data.',
  credentials: 'Dina inloggningsuppgifter godkändes inte. Kontrollera dem och försök igen.',
  linkedElsewhere:
    'Det här kontot är kopplat till en annan användare på den här webbplatsen. Använd ett annat konto eller kontakta supporten.',
  region: 'Inte tillgängligt i din region.',
  unavailable: 'Inte tillgängligt. Kontakta supporten för den här webbplatsen.',
  blocked: 'Webbläsaren blockerade fönstret.',
  openLink: 'Fortsätt i ett nytt fönster',
  openLinkHere: 'Fortsätt i det här fönstret',
  stuck: 'Fungerar inte Junction Link här?',
  continueInWindow: 'Fortsätt i ett nytt fönster',
  close: 'Stäng',
  exited: 'Junction Link stängdes.',
  opening: 'Junction Link öppnas här så att du kan ansluta din enhet.',
  done: 'Du kan stänga det här fönstret.',
});
