import 'junction-connect';
import { mount } from 'svelte';
import App from './App.svelte';
import TrustPage from './TrustPage.svelte';

mount(location.pathname === '/trust' ? TrustPage : App, { target: document.getElementById('app')! });
