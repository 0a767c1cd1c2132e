import '@/security/zod-without-eval';
import { installTrustedTypes } from '@/security/trusted-types';

// Before anything may touch the document: ECharts and Leaflet need the policy while they load.
installTrustedTypes();

import '@/ui/fonts.css';
import '@/ui/tokens.css';
import '@/ui/base.css';
import App from '@/App.vue';
import { start } from '@/shell/start';

void start(App);
