/**
 * The columns of `event` that the chain covers, in the order of the schema: all but `seq`, which
 * is hashed before them, and `salt` and `link`, which are the chain itself. The leaf formula
 * rests on this order; it never changes.
 */
export const HASHED_COLUMNS = [
  'id',
  'occurred_at',
  'recorded_at',
  'category',
  'action',
  'outcome',
  'severity',
  'source',
  'actor_id',
  'actor_name',
  'actor_type',
  'targets',
  'intent',
  'message',
  'changes',
  'metadata',
  'affected_count',
  'total_count',
  'duration_ms',
  'ip',
  'user_agent',
  'host',
  'session_id',
  'correlation_id',
  'error_type',
  'error_message',
  'stack_trace',
  'sensitive',
  'batch',
  'batch_file',
  'raw_hash',
] as const;
