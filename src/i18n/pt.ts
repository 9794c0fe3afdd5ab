import type { Messages } from './messages.js';

export const pt: Messages = {
  label: 'Conectar um dispositivo',
  loading: 'Abrindo…',
  connected: 'Conectado',
  error: 'Ocorreu um erro. Tente novamente.',
  broken: 'Não disponível. Entre em contato com o suporte deste site.',
  link: 'Continuar em uma nova janela',
  continueHere: 'Continuar nesta janela',
  stuck: 'O Junction Link não funciona aqui?',
  continueInWindow: 'Continuar em uma nova janela',
  close: 'Fechar',
  opening: 'O Junction Link será aberto aqui para conectar seu dispositivo.',
  done: 'Você já pode fechar esta janela.',
};
