import 'junction-connect';
import { mount } from 'svelte';
import TrustPage from './TrustPage.svelte';

mount(TrustPage, { target: document.getElementById('app')! });
