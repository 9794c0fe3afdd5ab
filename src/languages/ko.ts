import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('ko', {
  label: '기기 연결',
  labelProvider: '{provider} 연결',
  labelAgain: '{provider} 다시 연결',
  loading: '여는 중…',
  window: '다른 창에서 열려 있습니다.',
  showWindow: '창 보기',
  connected: '연결됨',
  connectedProvider: '{provider} 연결됨',
  tryAgain: '실패했습니다. 다시 시도해 주세요.',
  offline: '오프라인입니다. 연결을 확인해 주세요.',
  busy: '요청이 너무 많습니다. 잠시 기다려 주세요.',
  signIn: '이 사이트의 세션이 종료되었습니다. 다시 로그인해 주세요.',
  denied: '접근이 허용되지 않았습니다. 다시 시도하고 데이터 접근을 허용해 주세요.',
  credentials: '로그인 정보가 맞지 않습니다. 확인 후 다시 시도해 주세요.',
  linkedElsewhere:
    '이 계정은 이 사이트의 다른 사용자와 연결되어 있습니다. 다른 계정을 사용하거나 고객 지원에 문의해 주세요.',
  region: '해당 지역에서는 이용할 수 없습니다.',
  unavailable: '이용할 수 없습니다. 이 사이트의 고객 지원에 문의해 주세요.',
  blocked: '브라우저에서 창을 차단했습니다.',
  openLink: '새 창에서 계속하기',
  openLinkHere: '이 창에서 계속하기',
  stuck: '여기에서 Junction Link가 작동하지 않나요?',
  continueInWindow: '새 창에서 계속하기',
  close: '닫기',
  exited: 'Junction Link가 닫혔습니다.',
  opening: '기기를 연결할 수 있도록 여기에 Junction Link가 열립니다.',
  done: '이 창을 닫아도 됩니다.',
});
