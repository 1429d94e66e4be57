/**
 * The architecture test: imports point inwards (pages and API -> application -> domain -> statute), and features reach
 * each other only through their application folder.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const SPEC = '\\.spec\\.ts$';
/** Code that only specifications use; the build leaves it out. */
const TESTING = '^src/(?:testing|event-store/contract)/';
/** First-level folders of src that are no feature. */
const SHARED = '(?:statute|platform|testing|streams|event-store|read-model)';
const npm = (...names) => `(?:^|/)node_modules/(?:@types/)?(?:${names.join('|')})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one thing, or a third thing is missing.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'statute-is-pure',
      severity: 'error',
      comment: 'The law depends on nothing but the calendar.',
      from: { path: '^src/statute/', pathNot: SPEC },
      to: { pathNot: ['^src/statute/', npm('luxon')] },
    },
    {
      name: 'statute-specs',
      severity: 'error',
      comment: 'Specifications of the law need the law, a test runner, and an independent calendar.',
      from: { path: `^src/statute/.*${SPEC}` },
      to: {
        pathNot: [
          '^src/(?:statute|testing)/',
          npm('luxon', '@jest/globals', 'jest__globals', 'jest', 'fast-check', 'date-holidays'),
        ],
      },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'Decisions depend on their own folder and the law; no framework, no input or output.',
      from: { path: '^src/([^/]+)/domain/', pathNot: SPEC },
      to: { pathNot: ['^src/$1/domain/', '^src/streams/domain/', '^src/statute/'] },
    },
    {
      name: 'domain-specs',
      severity: 'error',
      comment: 'Specifications of decisions need the decisions and a test runner.',
      from: { path: '^src/([^/]+)/domain/.*\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^src/$1/domain/',
          '^src/streams/domain/',
          '^src/(?:statute|testing)/',
          npm('@jest/globals', 'jest__globals', 'jest', 'fast-check'),
        ],
      },
    },
    {
      name: 'application-knows-no-face',
      severity: 'error',
      comment: 'Pages, API and command line call the application, never the other way.',
      from: { path: '^src/[^/]+/application/', pathNot: SPEC },
      to: { path: '^src/[^/]+/(?:api|web|cli)/' },
    },
    {
      name: 'features-meet-in-application',
      severity: 'error',
      comment: "A feature uses another feature's application folder; only Nest modules may name each other.",
      from: { path: `^src/(?!${SHARED}/)([^/]+)/`, pathNot: ['\\.module\\.ts$', SPEC] },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', `^src/${SHARED}/`, '^src/[^/]+/application/'] },
    },
    {
      name: 'modules-meet-in-modules',
      severity: 'error',
      comment: "A feature's Nest module may import another feature's module or application, nothing else of it.",
      from: { path: `^src/(?!${SHARED}/)([^/]+)/.*\\.module\\.ts$` },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', `^src/${SHARED}/`, '^src/[^/]+/application/', '\\.module\\.ts$'],
      },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment: 'Configuration, logging, health and errors serve every feature and know none.',
      from: { path: '^src/platform/', pathNot: SPEC },
      to: { path: '^src/[^/]+/', pathNot: `^src/${SHARED}/` },
    },
    {
      name: 'composition-is-outermost',
      severity: 'error',
      comment: 'Only specifications and the entry points themselves import the files at the top of src.',
      from: { path: '^src/[^/]+/', pathNot: [SPEC, '^src/testing/'] },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'not-to-specs-or-testing',
      severity: 'error',
      comment: 'What is shipped does not use test code; the build leaves it out.',
      from: { path: '^src/', pathNot: [SPEC, TESTING] },
      to: { path: [TESTING, SPEC] },
    },
    {
      name: 'not-to-dev-dependencies',
      severity: 'error',
      comment: 'What is shipped uses only packages in "dependencies"; types alone are no use at run time.',
      from: { path: '^src/', pathNot: [SPEC, TESTING] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm'],
      },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'Every import leads somewhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      from: { orphan: true, pathNot: ['^src/(?:main|cli)\\.ts$', '\\.d\\.ts$', '\\.types\\.ts$', SPEC] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Browsers load these by the addresses that the server gives them.
    exclude: { path: '/web/assets/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    skipAnalysisNotInRules: true,
  },
};
