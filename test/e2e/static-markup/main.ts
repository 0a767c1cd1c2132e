import { createApp } from 'vue';
import { installTrustedTypes } from '@/security/trusted-types';
import StaticMarkup from './StaticMarkup.vue';

installTrustedTypes();
createApp(StaticMarkup).mount('#app');
document.documentElement.dataset['ready'] = 'true';
