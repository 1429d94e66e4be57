import { Module, type DynamicModule } from '@nestjs/common';
import { AccessWebModule } from './access/access-web.module.js';
import { OversightModule } from './access/oversight.module.js';
import { RunningAlertsModule } from './alerts/alerts.module.js';
import { AlertsApiModule } from './alerts/api/alerts-api.module.js';
import { DigestsModule } from './alerts/digests.module.js';
import { AlertsWebModule } from './alerts/web/alerts-web.module.js';
import { BenchmarksApiModule } from './benchmarks/api/benchmarks-api.module.js';
import { BenchmarksWebModule } from './benchmarks/web/benchmarks-web.module.js';
import { CalculatorApiModule } from './calculator/api/calculator-api.module.js';
import { CalculatorWebModule } from './calculator/web/calculator-web.module.js';
import { CaseloadApiModule } from './caseload/api/caseload-api.module.js';
import { CaseFileModule } from './caseload/web/case-file.module.js';
import { WorklistModule } from './caseload/web/worklist.module.js';
import { GuidedPagesModule } from './cases/web/guided-pages.module.js';
import { CasesApiModule } from './cases/api/cases-api.module.js';
import { ExchangeWebModule } from './exchange/web/exchange-web.module.js';
import { NewCasesModule } from './cases/web/new-cases.module.js';
import { RecordingPagesModule } from './cases/web/recording-pages.module.js';
import { GuideModule } from './guide/guide.module.js';
import { MailModule } from './mail/mail.module.js';
import { OutcomesModule } from './outcomes/outcomes.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PeopleApiModule } from './people/api/people-api.module.js';
import { configuration, ServerEnvironment, type Environment } from './platform/configuration.js';
import { HealthModule } from './platform/health/health.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';
import { SightModule } from './platform/access/sight.module.js';
import { RunningPoliciesModule } from './policies/policies.module.js';
import { TimelinessApiModule } from './timeliness/api/timeliness-api.module.js';
import { TimelinessWebModule } from './timeliness/web/timeliness-web.module.js';
import { TrackerModule } from './tracker.module.js';
import { WorkloadModule } from './workload/workload.module.js';

/** The server. */
@Module({
  imports: [
    TrackerModule,
    RunningPoliciesModule,
    RunningAlertsModule,
    AccessWebModule,
    AlertsApiModule,
    AlertsWebModule,
    MailModule,
    DigestsModule,
    CalculatorApiModule,
    CalculatorWebModule,
    GuideModule,
    TimelinessApiModule,
    BenchmarksApiModule,
    BenchmarksWebModule,
    CaseloadApiModule,
    CaseFileModule,
    WorklistModule,
    CasesApiModule,
    RecordingPagesModule,
    GuidedPagesModule,
    PeopleApiModule,
    NewCasesModule,
    ExchangeWebModule,
    OverviewModule,
    TimelinessWebModule,
    OutcomesModule,
    HealthModule,
    MetricsModule,
    SightModule,
    OversightModule,
    WorkloadModule,
  ],
})
export class AppModule {
  /**
   * The server as the environment configures it. The environment is read now; a bad value rejects the start.
   * @param over takes the place of what the environment says
   */
  static configured(over: Environment = {}): DynamicModule {
    return { module: AppModule, imports: [configuration(ServerEnvironment, over)] };
  }
}
