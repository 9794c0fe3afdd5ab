import { attempt } from './attempt.js';

/** What a person is told, in one language. */
export interface Messages {
  /** The button's text, where it is given none. */
  readonly label: string;
  /** What tells a status. */
  readonly loading: string;
  readonly connected: string;
  readonly error: string;
  /** A failure that only the site can mend. */
  readonly broken: string;
  /** The link to hosted Link. */
  readonly link: string;
  /** What stands in a window of ours before Link, and after it. */
  readonly opening: string;
  readonly done: string;
}

const say = (
  label: string,
  loading: string,
  connected: string,
  error: string,
  broken: string,
  link: string,
  opening: string,
  done: string,
): Messages => ({ label, loading, connected, error, broken, link, opening, done });

/** By the code of the language. */
export const languages: Readonly<Record<string, Messages>> = {
  en: say(
    'Connect a device',
    'Opening …',
    'Connected',
    'That failed. Please try again.',
    "Not available. Please contact this site's support.",
    'Continue in a new window',
    'Junction Link opens here, to connect your device.',
    'You can close this window.',
  ),
  de: say(
    'Gerät verbinden',
    'Wird geöffnet …',
    'Verbunden',
    'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    'Nicht verfügbar. Bitte wenden Sie sich an den Support dieser Website.',
    'In einem neuen Fenster fortfahren',
    'Hier öffnet sich Junction Link, um Ihr Gerät zu verbinden.',
    'Sie können dieses Fenster schließen.',
  ),
  fr: say(
    'Connecter un appareil',
    'Ouverture…',
    'Connecté',
    "Une erreur s'est produite. Veuillez réessayer.",
    "Non disponible. Veuillez contacter l'assistance de ce site.",
    'Continuer dans une nouvelle fenêtre',
    "Junction Link va s'ouvrir ici pour connecter votre appareil.",
    'Vous pouvez fermer cette fenêtre.',
  ),
  es: say(
    'Conectar un dispositivo',
    'Abriendo…',
    'Conectado',
    'Se ha producido un error. Inténtelo de nuevo.',
    'No disponible. Póngase en contacto con la asistencia de este sitio.',
    'Continuar en una ventana nueva',
    'Junction Link se abrirá aquí para conectar su dispositivo.',
    'Ya puede cerrar esta ventana.',
  ),
  it: say(
    'Collega un dispositivo',
    'Apertura…',
    'Collegato',
    'Si è verificato un errore. Riprovare.',
    "Non disponibile. Contattare l'assistenza di questo sito.",
    'Continua in una nuova finestra',
    'Junction Link si aprirà qui per collegare il dispositivo.',
    'È possibile chiudere questa finestra.',
  ),
  nl: say(
    'Apparaat koppelen',
    'Wordt geopend…',
    'Gekoppeld',
    'Dat is niet gelukt. Probeer het opnieuw.',
    'Niet beschikbaar. Neem contact op met de klantenservice van deze site.',
    'Doorgaan in een nieuw venster',
    'Junction Link wordt hier geopend om uw apparaat te koppelen.',
    'U kunt dit venster sluiten.',
  ),
  pt: say(
    'Conectar um dispositivo',
    'Abrindo…',
    'Conectado',
    'Ocorreu um erro. Tente novamente.',
    'Não disponível. Entre em contato com o suporte deste site.',
    'Continuar em uma nova janela',
    'O Junction Link será aberto aqui para conectar seu dispositivo.',
    'Você já pode fechar esta janela.',
  ),
};

/** To Firefox, what is outside of a shadow root does not count for `:lang`. */
function findLanguage(element: Element): string | undefined {
  const root = element.getRootNode();
  const language = Object.keys(languages).find((known) => element.matches(`:lang(${known})`));
  return language ?? (root instanceof ShadowRoot ? findLanguage(root.host) : undefined);
}

/** The language that an element is in, as far as it is spoken here. An element on a server is nowhere. */
export const languageOf = (element: Element): string => attempt(() => findLanguage(element)) ?? 'en';

export const messagesFor = (element: Element): Messages => languages[languageOf(element)]!;
