// What stands under the name `nn`.
export { Buffer, copyModule, Module, Parameter } from './module.js';
export * from './layers.js';
export * from './embedding.js';
export * from './containers.js';
export * from './recurrent.js';
export * from './attention.js';
export * from './loss.js';
export * as functional from './functional.js';
export * as init from './init.js';
export * as utils from './utils.js';
