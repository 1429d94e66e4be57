import 'reflect-metadata';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CommandFactory, InjectCommander, type CommandRunner } from 'nest-commander';
import { TokensCliModule } from './access/cli/tokens-cli.module.js';
import { UsersCliModule } from './access/cli/users-cli.module.js';
import { AlertsCliModule } from './alerts/cli/alerts-cli.module.js';
import { BenchmarksCliModule } from './benchmarks/cli/benchmarks-cli.module.js';
import { CalculatorCliModule } from './calculator/cli/calculator-cli.module.js';
import { CaseloadCliModule } from './caseload/cli/caseload-cli.module.js';
import { cliTracker } from './cli-tracker.js';
import { DemoCliModule } from './demo/cli/demo-cli.module.js';
import { ExchangeCliModule } from './exchange/cli/exchange-cli.module.js';
import { MailCliModule } from './mail/cli/mail-cli.module.js';
import { OutcomesCliModule } from './outcomes/cli/outcomes-cli.module.js';
import { PeopleCliModule } from './people/cli/people-cli.module.js';
import { TrackerAccess } from './platform/cli/tracker.js';
import { endAfterParsing, EXIT } from './platform/cli/usage.js';
import { configuration, CouncilEnvironment } from './platform/configuration.js';
import { OperatorError } from './platform/operator-error.js';
import { Problems } from './platform/problem.js';
import { version } from './platform/version.js';
import { TimelinessCliModule } from './timeliness/cli/timeliness-cli.module.js';
import { UpkeepCliModule } from './upkeep/cli/upkeep-cli.module.js';

type Program = Parameters<CommandRunner['setCommand']>[0];

const EXAMPLES = `
Examples:
  ehcp clocks examples/needs-assessment.json
  ehcp clocks facts.json --as-at 2025-01-10 --explain
  ehcp rules N7
  ehcp milestones
  ehcp due --days 28
  ehcp keys rewrap --new-key-file new.key
  ehcp import cases examples/cases.csv
  ehcp export cases --out cases.csv
  ehcp timeliness --measure plans-within-20-weeks
  ehcp benchmarks import downloads/*.csv
  ehcp plan check my-plan.json
  ehcp people erase <id> --reason retention-ended
  ehcp demo --authority Herefordshire --into data/herefordshire
  ehcp tokens add --name "Admissions system" --scopes cases
  ehcp users add --name "Amina Khan" --email a.khan@example.gov.uk --roles administrator --generate-password
  ehcp mail test a.khan@example.gov.uk
  ehcp serve --port 8080
  ehcp alerts sweep
  ehcp backup /backups/ehcp-2026-03-02
  ehcp verify`;

/** How every command comes to the tracker. */
@Global()
@Module({ providers: [{ provide: TrackerAccess, useValue: cliTracker }], exports: [TrackerAccess] })
class CliTrackerModule {}

@Module({
  imports: [
    CliTrackerModule,
    AlertsCliModule,
    BenchmarksCliModule,
    CalculatorCliModule,
    CaseloadCliModule,
    DemoCliModule,
    ExchangeCliModule,
    MailCliModule,
    OutcomesCliModule,
    PeopleCliModule,
    TimelinessCliModule,
    TokensCliModule,
    UpkeepCliModule,
    UsersCliModule,
  ],
})
class CliModule {
  constructor(@InjectCommander() commander: Program) {
    commander
      .name('ehcp')
      .description('Statutory timelines of EHC needs assessments, plans and annual reviews in England.')
      // An option belongs to the command before it: "ehcp demo check --from" is not that of "ehcp demo".
      .enablePositionalOptions()
      .showHelpAfterError('Try "ehcp help".')
      .addHelpText('after', EXAMPLES);
  }

  static configured(): DynamicModule {
    return { module: CliModule, imports: [configuration(CouncilEnvironment)] };
  }
}

/** Tells a failure in words and ends: 2 where the user can mend it, 1 where it is ours. */
function fail(error: unknown): never {
  if (error instanceof Problems || error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT.wrong);
  }
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  process.stderr.write(`ehcp failed unexpectedly: ${reason ?? ''}\n`);
  process.exit(EXIT.failed);
}

// "ehcp clocks | head -1" closes our output early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  fail(error);
});

try {
  await CommandFactory.run(CliModule.configured(), {
    logger: false,
    abortOnError: false,
    cliName: 'ehcp',
    version: version(),
    errorHandler: endAfterParsing,
    serviceErrorHandler: fail,
    helpConfiguration: { sortSubcommands: false },
  });
} catch (error) {
  fail(error);
}
