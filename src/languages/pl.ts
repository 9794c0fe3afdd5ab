import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('pl', {
  label: 'Połącz urządzenie',
  labelProvider: 'Połącz z usługą {provider}',
  labelAgain: 'Połącz ponownie z usługą {provider}',
  loading: 'Otwieranie…',
  window: 'Otwarto w innym oknie.',
  showWindow: 'Pokaż okno',
  connected: 'Połączono',
  connectedProvider: 'Połączono z usługą {provider}',
  tryAgain: 'Nie udało się. Spróbuj ponownie.',
  offline: 'Jesteś offline. Sprawdź połączenie.',
  busy: 'Zbyt wiele żądań. Spróbuj za minutę.',
  signIn: 'Twoja sesja w tej witrynie wygasła. Zaloguj się ponownie.',
  denied: 'Nie zezwolono na dostęp. Spróbuj ponownie i zezwól na dostęp do swoich danych.',
  credentials: 'Dane logowania zostały odrzucone. Sprawdź je i spróbuj ponownie.',
  linkedElsewhere:
    'To konto jest powiązane z innym użytkownikiem tej witryny. Użyj innego konta lub skontaktuj się z pomocą techniczną.',
  region: 'Niedostępne w Twoim regionie.',
  unavailable: 'Niedostępne. Skontaktuj się z pomocą techniczną tej witryny.',
  blocked: 'Przeglądarka zablokowała okno.',
  openLink: 'Kontynuuj w nowym oknie',
  openLinkHere: 'Kontynuuj w tym oknie',
  stuck: 'Czy Junction Link tutaj nie działa?',
  continueInWindow: 'Kontynuuj w nowym oknie',
  close: 'Zamknij',
  exited: 'Zamknięto Junction Link.',
  opening: 'Tutaj otworzy się Junction Link, w którym połączysz swoje urządzenie.',
  done: 'Możesz zamknąć to okno.',
});
