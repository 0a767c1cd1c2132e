import '@/security/at-start';
import '@/ui/fonts.css';
import '@/ui/tokens.css';
import '@/ui/base.css';
import '@/ui/controls.css';
import App from '@/App.vue';
import { start } from '@/shell/start';

void start(App);
