/**
 * Every specification of the law in one file, so that each mutant loads the modules once. Those that catch most
 * mutants in the least time come first, since a mutant's run ends at the first failure.
 */
await import('../../src/statute/evaluate.spec.ts');
await import('../../src/statute/explanation.spec.ts');
await import('../../src/statute/exceptions.spec.ts');
await import('../../src/statute/facts.spec.ts');
await import('../../src/statute/as-at.spec.ts');
await import('../../src/statute/counting.spec.ts');
await import('../../src/statute/rulebook.spec.ts');
await import('../../src/statute/rules/rules.spec.ts');
await import('../../src/statute/worked-examples.spec.ts');
await import('../../src/statute/calendar.spec.ts');
await import('../../src/statute/working-days.spec.ts');
await import('../../src/statute/properties.spec.ts');
