import vue from 'eslint-plugin-vue';
import vueA11y from 'eslint-plugin-vuejs-accessibility';
import tseslint from 'typescript-eslint';
import { EXCEPTIONS, LIBRARY_HOMES, ROOMS } from './import-law.js';

const CODE = ['src/**/*.{ts,vue}', 'widgets/**/*.{ts,vue}'];
const TESTS = ['**/*.test.ts', '**/*.fixture.ts', 'test/**'];

/** Imports one room may not make: other rooms by alias, libraries that live elsewhere, and whole zod. */
function restrictedImports(room) {
  const allowed = new Set([room, ...(ROOMS[room] ?? [])]);
  const patterns = [];
  for (const other of Object.keys(ROOMS).filter((name) => !allowed.has(name))) {
    const open = EXCEPTIONS.filter((exception) => exception.from === room && exception.module.startsWith(`${other}/`)).map((exception) => exception.module.slice(other.length + 1));
    const inside = open.length > 0 ? `/(?!(${open.join('|')})$)` : '(/|$)';
    patterns.push({ regex: other === 'widgets' ? '^@widgets/' : `^@/${other}${inside}`, message: `"${room}" may not import "${other}" (test/lint/import-law.js).` });
  }
  for (const [library, homes] of Object.entries(LIBRARY_HOMES)) {
    if (!homes.includes(room)) patterns.push({ regex: `^${library}(/|$)`, message: `"${library}" lives in: ${homes.join(', ')}.` });
  }
  patterns.push({ regex: '^zod(/(?!mini$)|$)', message: "Use `import * as z from 'zod/mini'`: bytes matter in the browser." });
  patterns.push({ regex: '^node:', message: 'This code runs in a browser.' });
  return ['error', { patterns }];
}

const PURE = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: '`now` is an argument here.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: '`now` is an argument here.' },
  { selector: "CallExpression[callee.name='Date']", message: '`now` is an argument here.' },
  { selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']", message: '`now` is an argument here.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Same input, same output.' },
];
const NO_HTML_STRINGS = [
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]', message: 'No HTML strings: build nodes, or use a template.' },
  { selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]', message: 'No HTML strings.' },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", message: 'No HTML strings.' },
];
const NO_SWALLOWING = [{ selector: 'CatchClause > BlockStatement[body.length=0]', message: 'A caught fault is handled, told, or its loss is a statement.' }];
const syntax = (...groups) => ['error', ...groups.flat()];

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'dist/**', '.cache/**', 'coverage/**', 'test-results/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.{ts,vue}'] })),
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: config.files ?? ['**/*.vue'] })),
  ...vueA11y.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/no-restricted-static-attribute': ['error', { key: 'style', message: 'style-src has no unsafe-inline: use a class or a bound style.' }],
      // Layout of markup is not a question of correctness.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // `undefined` is the default of an optional prop, and types say so.
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
      // A label either wraps its control or names it; both are right.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  // A native dialog closes by Escape; a press on the ground behind it is only a second way.
  { files: ['src/ui/ModalDialog.vue'], rules: { 'vuejs-accessibility/no-static-element-interactions': 'off' } },
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      // `interface Props {}` and branded types stay readable.
      '@typescript-eslint/unified-signatures': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': syntax(NO_SWALLOWING),
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: CODE,
    ignores: TESTS,
    rules: { 'no-console': 'error', 'no-alert': 'error', 'no-restricted-syntax': syntax(NO_SWALLOWING, NO_HTML_STRINGS) },
  },
  {
    files: ['src/domain/**/*.ts', 'src/format/**/*.ts', '**/model.ts', '**/report.ts', '**/sample.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': syntax(NO_SWALLOWING, NO_HTML_STRINGS, PURE) },
  },
  ...Object.keys(ROOMS).map((room) => ({
    files: room === 'widgets' ? ['widgets/**/*.{ts,vue}'] : [`src/${room}/**/*.{ts,vue}`],
    ignores: [...TESTS, 'widgets/_template/new-widget.ts'],
    rules: { 'no-restricted-imports': restrictedImports(room) },
  })),
  // A room's part of the build; the import law over it is held by the architecture tests.
  { files: ['src/**/vite-*.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // Types are needed to see a promise nobody waits for.
    files: ['src/**/*.ts', 'widgets/**/*.ts', 'server/**/*.ts', 'mock/**/*.ts'],
    ignores: TESTS,
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: TESTS, rules: { 'max-lines': ['error', { max: 500 }], 'no-script-url': 'off', '@typescript-eslint/no-dynamic-delete': 'off' } },
);
