export { TorchEncodersError, type ErrorCode } from './errors.js';
