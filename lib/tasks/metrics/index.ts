export { accuracy, macroF1, rocAuc } from './classification.js';
export { balancedAccuracy, classReports, cohenKappa, confusionMatrix, f1Score, matthews, precisionScore, recallScore, type ClassReport } from './confusion.js';
export { kendall, pearson, spearman } from './correlation.js';
export { hammingLoss, microRocAuc, multilabelAveragePrecision, multilabelF1, multilabelRocAuc, subsetAccuracy } from './multilabel.js';
export { logLoss, macroAveragePrecision, rocAucOneVsOne, rocAucOneVsRest } from './probability.js';
export { averagePrecision, ndcgScore } from './ranking.js';
export { explainedVariance, maxError, meanAbsoluteError, meanSquaredError, medianAbsoluteError, r2Score, rootMeanSquaredError } from './regression.js';
