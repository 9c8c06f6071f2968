import './without-eval.ts';
import { createFakeAnnals } from '../support/fake-annals.ts';
import { eventsFromCloudTrail } from '../support/cloudtrail-events.ts';
import type { CloudTrailFile } from '../support/cloudtrail-events.ts';
import { SCENARIOS } from './scenarios.ts';

const files = import.meta.glob<CloudTrailFile>('../../../src-main/sample-data/cloudtrail/*.json', {
  eager: true,
  import: 'default',
});

const events = eventsFromCloudTrail(Object.values(files));
const name = new URLSearchParams(location.search).get('scenario') ?? 'sample';
const scenario = SCENARIOS[name];
if (!scenario) throw new Error(`No scenario is called ${name}.`);
const fake = createFakeAnnals(scenario(events));
Object.assign(window, { annals: fake, fake });

await import('../../../src-renderer/main.tsx');
