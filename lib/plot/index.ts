// What stands under the name `plot`.
export * from './charts.js';
export { histograms, scatter, type Point } from './scatter.js';
export { embeddingMap, project, type ProjectionOptions } from './umap.js';
export { curvesOf, trainingCurves, type Curves } from './curves.js';
