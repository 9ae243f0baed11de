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
