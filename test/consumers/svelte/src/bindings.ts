import 'junction-connect';
import { mount } from 'svelte';
import BindingsPage from './BindingsPage.svelte';

mount(BindingsPage, { target: document.getElementById('app')! });
