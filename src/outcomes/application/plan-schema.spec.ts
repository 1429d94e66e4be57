import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sendPlanSchema } from './plan-schema.js';

const SHIPPED = fileURLToPath(new URL('../../../config/send-plan.schema.json', import.meta.url));

it('The schema that editors are given is the one that the program has: ehcp plan schema prints it', () => {
  expect(JSON.parse(readFileSync(SHIPPED, 'utf8'))).toEqual(JSON.parse(JSON.stringify(sendPlanSchema())));
});
