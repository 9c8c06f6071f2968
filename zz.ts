import { createHash } from 'node:crypto';
import { MIGRATIONS } from './src-main/store/schema/migrations/index.ts';
for (const { version, name, sql } of MIGRATIONS) console.log(createHash('sha256').update(JSON.stringify([version, name, sql])).digest('hex'));
