import * as z from 'zod/mini';

// Zod would otherwise try `new Function`, which the page's policy refuses and reports. Must run before any schema is made.
z.config({ jitless: true });
