import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const specs = ['**/*.spec.ts', 'src/testing/**/*.ts', 'src/event-store/contract/**/*.ts', 'test/**/*.ts'];

/** Where the law and the decisions live: nothing here may know what time it is or where it runs. */
const pure = ['src/statute/**/*.ts', 'src/**/domain/**/*.ts'];

const clockReads = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pass the day in; nothing here reads the clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Pass the day in; nothing here reads the clock.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name='now']",
    message: 'Pass the day in; nothing here reads the clock.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name='local']",
    message: "DateTime.local depends on the machine's zone (and without arguments on its clock).",
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name='utc'][arguments.length=0]",
    message: 'Pass the day in; nothing here reads the clock.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^from/][arguments.length=1]",
    message: "Name the zone ({ zone: 'utc' }): without it the result depends on the machine.",
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'reports/', 'data/', '.stryker-tmp/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Nest's modules, and classes that exist for their decorators, are often empty.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Nest declares the shapes of its options as classes; object literals are what it expects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: specs,
    rules: {
      // Jest's asymmetric matchers and supertest's bodies are `any` by design.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: pure,
    rules: { 'no-restricted-syntax': ['error', ...clockReads] },
  },
  {
    files: pure,
    ignores: specs,
    rules: {
      'no-restricted-syntax': [
        'error',
        ...clockReads,
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'The same facts must give the same answer.',
        },
        {
          // Date.UTC is plain arithmetic and stays allowed.
          selector:
            ":matches(NewExpression[callee.name='Date'], CallExpression[callee.name='Date'], CallExpression[callee.object.name='Date'][callee.property.name='parse'])",
          message: 'Use CalendarDate (src/statute): a day has no time and no zone.',
        },
        { selector: 'ImportExpression', message: 'Import statically, so that the architecture test sees it.' },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Pass in what is needed.' },
        { name: 'globalThis', message: 'Pass in what is needed.' },
        { name: 'performance', message: 'Nothing here reads the clock.' },
        { name: 'crypto', message: 'Pass ids in: the same facts must give the same answer.' },
        { name: 'fetch', message: 'No input or output here.' },
        { name: 'setTimeout', message: 'Nothing here waits.' },
        { name: 'setInterval', message: 'Nothing here waits.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'No input or output here.' },
            { group: ['@nestjs/*'], message: 'No framework here.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  {
    files: ['src/platform/web/assets/*.js'],
    languageOptions: {
      globals: {
        clearTimeout: 'readonly',
        CSS: 'readonly',
        document: 'readonly',
        DOMParser: 'readonly',
        EventSource: 'readonly',
        fetch: 'readonly',
        location: 'readonly',
        setTimeout: 'readonly',
        window: 'readonly',
      },
    },
  },
  prettier,
);
