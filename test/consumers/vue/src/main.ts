import 'junction-connect';
import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import BindingsPage from './BindingsPage.vue';
import DevicesPage from './DevicesPage.vue';
import HomePage from './HomePage.vue';
import TrustPage from './TrustPage.vue';

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: HomePage },
    { path: '/devices', component: DevicesPage },
    { path: '/connections', component: () => import('./ConnectionsPage.vue') },
    { path: '/trust', component: TrustPage },
    { path: '/bindings', component: BindingsPage },
  ],
});

createApp(App).use(router).mount('#app');
