import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('cs', {
  label: 'Připojit zařízení',
  labelProvider: 'Připojit službu {provider}',
  labelAgain: 'Znovu připojit službu {provider}',
  loading: 'Otevírá se…',
  window: 'Otevřeno v jiném okně.',
  showWindow: 'Zobrazit okno',
  connected: 'Připojeno',
  connectedProvider: 'Služba {provider} je připojena',
  tryAgain: 'Něco se nepovedlo. Zkuste to znovu.',
  offline: 'Jste offline. Zkontrolujte připojení.',
  busy: 'Příliš mnoho požadavků. Chvíli počkejte.',
  signIn: 'Vaše přihlášení na tomto webu vypršelo. Přihlaste se znovu.',
  denied: 'Přístup nebyl povolen. Zkuste to znovu a povolte přístup ke svým údajům.',
  credentials: 'Vaše přihlašovací údaje nebyly přijaty. Zkontrolujte je a zkuste to znovu.',
  linkedElsewhere:
    'Tento účet je propojen s jiným uživatelem tohoto webu. Použijte jiný účet nebo se obraťte na podporu.',
  region: 'Služba není ve vaší oblasti k dispozici.',
  unavailable: 'Služba není k dispozici. Obraťte se na podporu tohoto webu.',
  blocked: 'Prohlížeč zablokoval okno.',
  openLink: 'Pokračovat v novém okně',
  openLinkHere: 'Pokračovat v tomto okně',
  stuck: 'Nefunguje zde Junction Link?',
  continueInWindow: 'Pokračovat v novém okně',
  close: 'Zavřít',
  exited: 'Junction Link byl zavřen.',
  opening: 'Zde se otevře Junction Link, abyste mohli připojit své zařízení.',
  done: 'Toto okno můžete zavřít.',
});
