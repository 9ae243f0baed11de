import { AppError, type AppErrorOptions, type ErrorCode } from '../errors.ts';

/** A service did not do what it was asked; `instance` says which one. */
export class ServiceError extends AppError {
  readonly instance: string;

  /** @param message what happened, without the service's name, which is put before it */
  constructor(instance: string, code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(code, `${instance}: ${message}`, options);
    this.name = 'ServiceError';
    this.instance = instance;
  }
}
