/**
 * What programs get as `annals/recorder` (docs/recording.md). Nothing in Annals itself imports from
 * here.
 */
export { defaultStorePath } from '../data-paths.ts';
export type { BulkAct, ExportAct, FlagAct, ImportAct } from './acts.ts';
export { audited } from './audited.ts';
export type { AuditedCall, AuditedOptions } from './audited.ts';
export { auditedHandler } from './audited-handler.ts';
export type { AuditedHandlerOptions } from './audited-handler.ts';
export { captureElectronErrors } from './capture-electron.ts';
export { captureProcessErrors } from './capture-process.ts';
export type { CaptureOptions } from './capture-process.ts';
export type { ChannelKind } from './channel-kind.ts';
export type { Actor, Details, ErrorContext, EventSink, RecordInput, Target } from './event-sink.ts';
export { openRecorder } from './recorder.ts';
export type { Recorder, RecorderOptions, RecordResult } from './recorder.ts';
export type { RedactOptions } from './redaction/redactor.ts';
