import { is, isNot, where, within } from './filters.ts';
import type { Question } from './filters.ts';

/** Values of the corpus that make_million.py writes, the same at every size. */
const DATABASE = 'dBInstance:terraform-20230710121504061500000001';
const LAST_WEEK = { from: '2026-09-20', to: '2026-09-27' };
const FIRST_MONTHS = { to: '2025-01-01' };

/** Every field alone, then together: rare, common, none, negated, in stretches of time. */
export const PAGE_QUESTIONS: readonly Question[] = [
  where(),
  where(is('category', 'auth')),
  where(is('action', 'ConsoleLogin')),
  where(is('action', 'Describe*')),
  where(is('action', 'CheckMfa')),
  where(is('outcome', 'failure')),
  where(is('severity', '>=warning')),
  where(is('severity', 'info')),
  where(is('actor', 'pablo.dubois')),
  where(is('actor', 'sso-developer-web-front')),
  where(is('target', DATABASE)),
  where(is('service', 's3')),
  where(is('service', 'health')),
  where(is('source', 'import')),
  where(is('source', 'manual')),
  where(is('intent', 'cleanup')),
  where(is('error', 'yes')),
  where(is('errorType', 'AccessDenied')),
  where(is('ip', '203.0.113.163')),
  where(is('batch', '1')),
  where(is('correlation', 'no-such-request')),
  where(is('flagged', 'yes')),
  where(is('held', 'yes')),
  where(is('noted', 'no')),
  where(is('text', 'user')),
  where(is('text', 'svc-scanner')),
  where(is('text', 'CheckMfa')),
  where(is('text', 'no event says this')),
  where(is('text', 'zq')),
  where(is('text', '~~')),
  where(is('anywhere', 'terraform')),
  where(isNot('outcome', 'success')),
  where(isNot('category', 'management', 'write')),
  where(isNot('service', 'ec2', 'ssm', 'iam')),
  where(is('outcome', 'failure'), is('service', 's3')),
  where(is('action', 'GetUser'), is('actor', 'pablo.dubois')),
  where(is('actor', 'pablo.dubois'), isNot('severity', 'info')),
  where(is('errorType', 'AccessDenied'), is('service', 'kms')),
  where(is('outcome', 'failure'), is('text', 'bucket')),
  where(is('ip', '203.0.113.163'), is('outcome', 'failure'), isNot('service', 'ec2')),
  where(is('category', 'write'), is('severity', '>=warning'), is('actor', 'fatou.becker')),
  where(is('service', 'iam'), is('outcome', 'success'), is('text', 'role')),
  within(LAST_WEEK),
  within(LAST_WEEK, is('outcome', 'failure'), is('service', 'iam')),
  within(FIRST_MONTHS, is('actor', 'carla.novak')),
  within({ from: '2025-06-01', to: '2025-06-02' }, is('severity', '>=warning')),
  within({ from: '2031-01-01' }),
];

/** Filters without text, whose totals, facets and timelines are asked for. */
export const COUNT_QUESTIONS: readonly Question[] = [
  where(),
  where(is('outcome', 'failure')),
  where(is('severity', '>=warning')),
  where(is('category', 'write')),
  where(is('action', 'Describe*')),
  where(is('service', 's3')),
  where(is('actor', 'pablo.dubois')),
  where(is('errorType', 'AccessDenied')),
  where(is('outcome', 'failure'), is('service', 'iam')),
  where(isNot('category', 'management')),
  where(is('category', 'write'), is('actor', 'fatou.becker'), isNot('service', 'kms')),
  within(LAST_WEEK),
  within(FIRST_MONTHS, is('outcome', 'failure')),
];

/** Results in which positions and times are gone to. */
export const JUMP_QUESTIONS: readonly Question[] = [
  where(),
  where(is('outcome', 'failure')),
  where(is('service', 's3')),
  where(is('category', 'management'), isNot('service', 'ec2')),
];

/** Texts that are looked for, with how common they are. */
export const TEXTS: readonly (readonly [string, string])[] = [
  ['user', 'in most events'],
  ['bucket', 'in every tenth'],
  ['svc-scanner', 'in 7 of 1,000'],
  ['CheckMfa', 'in 7 of 100,000'],
  ['no event says this', 'in none'],
  ['s3', 'two characters, in every tenth'],
  ['zq', 'two characters, in 2 of 100'],
  ['~~', 'two characters, in none'],
];

/** Asked while a store is being opened; the first is what the window asks first. */
export const OPENING_QUESTIONS: readonly [Question, ...Question[]] = [
  where(),
  where(is('outcome', 'failure')),
  where(is('service', 's3')),
  where(is('actor', 'pablo.dubois'), isNot('severity', 'info')),
];
