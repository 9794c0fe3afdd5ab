import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('tr', {
  label: 'Cihaz bağla',
  labelProvider: '{provider} bağlantısı kur',
  labelAgain: '{provider} bağlantısını yenile',
  loading: 'Açılıyor…',
  window: 'Başka bir pencerede açık.',
  showWindow: 'Göster',
  connected: 'Bağlandı',
  connectedProvider: '{provider} bağlandı',
  tryAgain: 'Bir sorun oluştu. Tekrar deneyin.',
  offline: 'Çevrimdışısınız. Bağlantıyı kontrol edin.',
  busy: 'Çok fazla istek. Bir dakika bekleyin.',
  signIn: 'Bu sitedeki oturumunuz sona erdi. Lütfen yeniden oturum açın.',
  denied: 'Erişime izin verilmedi. Lütfen tekrar deneyin ve verilerinize erişim izni verin.',
  credentials: 'Oturum açma bilgileriniz kabul edilmedi. Lütfen kontrol edip tekrar deneyin.',
  linkedElsewhere:
    'Bu hesap, bu sitenin başka bir kullanıcısına bağlı. Lütfen başka bir hesap kullanın veya destek ekibiyle iletişime geçin.',
  region: 'Bölgenizde kullanılamıyor.',
  unavailable: 'Kullanılamıyor. Lütfen bu sitenin destek ekibiyle iletişime geçin.',
  blocked: 'Tarayıcı pencereyi engelledi.',
  openLink: 'Yeni bir pencerede devam et',
  openLinkHere: 'Bu pencerede devam et',
  stuck: 'Junction Link burada çalışmıyor mu?',
  continueInWindow: 'Yeni bir pencerede devam et',
  close: 'Kapat',
  exited: 'Junction Link kapatıldı.',
  opening: 'Cihazınızı bağlayabilmeniz için Junction Link burada açılacak.',
  done: 'Bu pencereyi kapatabilirsiniz.',
});
