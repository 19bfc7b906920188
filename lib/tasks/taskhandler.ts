// Every task, by its file.
import './handlers/classification.js';
import './handlers/mlm.js';
import './handlers/multilabel.js';
import './handlers/regression.js';

export { TaskHandler, type TaskOptions, type TaskType } from './handlers/base.js';
export { ClassificationHandler } from './handlers/classification.js';
