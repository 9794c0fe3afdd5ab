import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('fi', {
  label: 'Yhdistä laite',
  labelProvider: 'Yhdistä {provider}',
  labelAgain: 'Yhdistä {provider} uudelleen',
  loading: 'Avataan…',
  window: 'Avoinna toisessa ikkunassa.',
  showWindow: 'Näytä',
  connected: 'Yhdistetty',
  connectedProvider: '{provider} on yhdistetty',
  tryAgain: 'Se ei onnistunut. Yritä uudelleen.',
  offline: 'Ei verkkoyhteyttä. Tarkista yhteys.',
  busy: 'Liikaa pyyntöjä. Odota hetki.',
  signIn: 'Istuntosi tällä sivustolla on päättynyt. Kirjaudu sisään uudelleen.',
  denied: 'Lupaa ei annettu. Yritä uudelleen ja salli pääsy tietoihisi.',
  credentials: 'Kirjautumistietojasi ei hyväksytty. Tarkista ne ja yritä uudelleen.',
  linkedElsewhere:
    'Tämä tili on yhdistetty toiseen tämän sivuston käyttäjään. Käytä toista tiliä tai ota yhteyttä tukeen.',
  region: 'Ei saatavilla alueellasi.',
  unavailable: 'Ei saatavilla. Ota yhteyttä tämän sivuston tukeen.',
  blocked: 'Selain esti ikkunan avaamisen.',
  openLink: 'Jatka uudessa ikkunassa',
  openLinkHere: 'Jatka tässä ikkunassa',
  stuck: 'Eikö Junction Link toimi tässä?',
  continueInWindow: 'Jatka uudessa ikkunassa',
  close: 'Sulje',
  exited: 'Junction Link suljettiin.',
  opening: 'Junction Link avautuu tähän, jotta voit yhdistää laitteesi.',
  done: 'Voit sulkea tämän ikkunan.',
});
