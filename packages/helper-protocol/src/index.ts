export { composeFileNames, maxComposeBytes } from './compose-files.ts';
export { Failure, FailureCode, failureCodes } from './failure.ts';
export { QuadletKind, QuadletName, StackName, UnitName, quadletKinds, quadletService, systemdUnit } from './names.ts';
export {
  CommandOutput,
  HelperHealth,
  JournalEntry,
  type OperationArgs,
  type OperationInput,
  type OperationName,
  type OperationResult,
  ProgressLine,
  QuadletBackup,
  QuadletInfo,
  UnitState,
  UnitStatus,
  isOperationName,
  maxQuadletBytes,
  maxRequestBytes,
  operationNames,
  operations,
  progressMediaType,
  protocolVersion,
} from './operations.ts';
export {
  type ParsedQuadletFile,
  type QuadletEntry,
  type QuadletFile,
  type QuadletLine,
  type QuadletProblem,
  type QuadletSection,
  listQuadletEntries,
  parseQuadletFile,
  printQuadletFile,
  quadletValues,
} from './quadlet-file.ts';
export { quadletSection } from './quadlet-keys.ts';
export { type QuadletOrigin, printQuadletMarker, readQuadletMarker } from './quadlet-marker.ts';
export {
  type HostScopes,
  type QuadletScopes,
  checkAbsolutePath,
  checkWritableAbsolutePath,
  isWithin,
  publicPaths,
} from './quadlet-paths.ts';
export { type QuadletPolicyFindings, type QuadletPolicyInput, checkQuadletPolicy } from './quadlet-policy.ts';
export { splitCsv, splitWords, trimQuotes } from './quadlet-words.ts';
export { toPlainLine, toPlainText } from './plain-text.ts';
