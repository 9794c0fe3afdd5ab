import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('pt-PT', {
  label: 'Associar um dispositivo',
  labelProvider: 'Associar {provider}',
  labelAgain: 'Associar {provider} novamente',
  loading: 'A abrir…',
  window: 'Aberto noutra janela.',
  showWindow: 'Mostrar',
  connected: 'Associado',
  connectedProvider: '{provider} está associado',
  tryAgain: 'Ocorreu um erro. Tente novamente.',
  offline: 'Está offline. Verifique a ligação.',
  busy: 'Muitos pedidos. Aguarde um minuto.',
  signIn: 'A sua sessão neste site terminou. Inicie sessão novamente.',
  denied: 'O acesso não foi autorizado. Tente novamente e autorize o acesso aos seus dados.',
  credentials: 'Os seus dados de início de sessão não foram aceites. Verifique-os e tente novamente.',
  linkedElsewhere:
    'Esta conta está associada a outro utilizador deste site. Utilize outra conta ou contacte o apoio ao utilizador.',
  region: 'Não disponível na sua região.',
  unavailable: 'Não disponível. Contacte o apoio ao utilizador deste site.',
  blocked: 'O navegador bloqueou a janela.',
  openLink: 'Continuar numa nova janela',
  openLinkHere: 'Continuar nesta janela',
  stuck: 'O Junction Link não funciona aqui?',
  continueInWindow: 'Continuar numa nova janela',
  close: 'Fechar',
  exited: 'O Junction Link foi fechado.',
  opening: 'O Junction Link abre aqui para que possa associar o seu dispositivo.',
  done: 'Pode fechar esta janela.',
});
