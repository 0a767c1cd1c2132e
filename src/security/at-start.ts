import './zod-without-eval';
import { installTrustedTypes } from './trusted-types';

// A module of its own, imported first: imports run before any statement of the module that names them.
installTrustedTypes();
