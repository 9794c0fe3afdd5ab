import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('ja', {
  label: 'デバイスを連携する',
  labelProvider: '{provider}と連携する',
  labelAgain: '{provider}と再連携する',
  loading: '読み込んでいます…',
  window: '別のウィンドウで開いています。',
  showWindow: '表示',
  connected: '連携しました',
  connectedProvider: '{provider}と連携しました',
  tryAgain: '失敗しました。再度お試しください。',
  offline: 'ネットワーク接続をご確認ください。',
  busy: '混雑しています。少しお待ちください。',
  signIn: 'このサイトでのセッションが終了しました。もう一度ログインしてください。',
  denied: 'アクセスが許可されませんでした。もう一度お試しのうえ、データへのアクセスを許可してください。',
  credentials: 'ログイン情報が認証されませんでした。ご確認のうえ、もう一度お試しください。',
  linkedElsewhere:
    'このアカウントは、このサイトの別のユーザーと連携されています。別のアカウントを使用するか、サポートにお問い合わせください。',
  region: 'お住まいの地域ではご利用いただけません。',
  unavailable: 'ご利用いただけません。このサイトのサポートにお問い合わせください。',
  blocked: 'ブラウザーがウィンドウをブロックしました。',
  openLink: '新しいウィンドウで続ける',
  openLinkHere: 'このウィンドウで続ける',
  stuck: 'Junction Linkがうまく動作しませんか？',
  continueInWindow: '新しいウィンドウで続ける',
  close: '閉じる',
  exited: 'Junction Linkを閉じました。',
  opening: 'デバイスを連携できるよう、ここにJunction Linkが開きます。',
  done: 'このウィンドウは閉じてかまいません。',
});
