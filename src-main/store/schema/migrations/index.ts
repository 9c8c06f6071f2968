import type { Migration } from '../migration.ts';
import { createTrail } from './0010-create-trail.ts';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [createTrail];
