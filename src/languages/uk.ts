import { addMessages } from '../i18n/messages-store.js';

// No native speaker has read these texts yet. CONTRIBUTING.md says how to help ("Languages").
addMessages('uk', {
  label: 'Підключити пристрій',
  labelProvider: 'Підключити {provider}',
  labelAgain: 'Підключити {provider} знову',
  loading: 'Відкривається…',
  window: 'Відкрито в іншому вікні.',
  showWindow: 'Показати',
  connected: 'Підключено',
  connectedProvider: '{provider} підключено',
  tryAgain: 'Не вдалося. Спробуйте ще раз.',
  offline: 'Ви офлайн. Перевірте з’єднання.',
  busy: 'Забагато запитів. Трохи зачекайте.',
  signIn: 'Ваш сеанс на цьому сайті завершився. Увійдіть знову.',
  denied: 'Доступ не надано. Спробуйте ще раз і дозвольте доступ до своїх даних.',
  credentials: 'Дані для входу не прийнято. Перевірте їх і спробуйте ще раз.',
  linkedElsewhere:
    'Цей обліковий запис пов’язано з іншим користувачем цього сайту. Скористайтеся іншим обліковим записом або зверніться до служби підтримки.',
  region: 'Недоступно у вашому регіоні.',
  unavailable: 'Недоступно. Зверніться до служби підтримки цього сайту.',
  blocked: 'Браузер заблокував вікно.',
  openLink: 'Продовжити в новому вікні',
  openLinkHere: 'Продовжити в цьому вікні',
  stuck: 'Junction Link тут не працює?',
  continueInWindow: 'Продовжити в новому вікні',
  close: 'Закрити',
  exited: 'Junction Link закрито.',
  opening: 'Тут відкриється Junction Link, щоб ви могли підключити свій пристрій.',
  done: 'Це вікно можна закрити.',
});
