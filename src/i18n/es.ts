import type { Messages } from './messages.js';

export const es: Messages = {
  label: 'Conectar un dispositivo',
  loading: 'Abriendo…',
  connected: 'Conectado',
  error: 'Se ha producido un error. Inténtelo de nuevo.',
  broken: 'No disponible. Póngase en contacto con la asistencia de este sitio.',
  link: 'Continuar en una ventana nueva',
  continueHere: 'Continuar en esta ventana',
  stuck: '¿No funciona Junction Link aquí?',
  continueInWindow: 'Continuar en una ventana nueva',
  close: 'Cerrar',
  opening: 'Junction Link se abrirá aquí para conectar su dispositivo.',
  done: 'Ya puede cerrar esta ventana.',
};
