import { sameLength, sum, type Numbers } from './correlation.js';

/** The classes that occur, in ascending order. */
export const classesOf = (...lists: readonly Numbers[]): number[] => [...new Set(lists.flatMap((list) => Array.from(list)))].sort((a, b) => a - b);

/** How often each class (row) was taken for each class (column). Default: the classes that occur, in ascending order. As scikit-learn's confusion_matrix. */
export function confusionMatrix(labels: Numbers, predictions: Numbers, classes: readonly number[] = classesOf(labels, predictions)): number[][] {
  sameLength('confusionMatrix', labels, predictions);
  const places = new Map(classes.map((one, i) => [one, i]));
  const table = classes.map(() => classes.map(() => 0));
  for (let i = 0; i < labels.length; i++) {
    const [row, column] = [places.get(labels[i]!), places.get(predictions[i]!)];
    if (row !== undefined && column !== undefined) table[row]![column]!++;
  }
  return table;
}

/** Precision, recall and F1 of each class, and how many rows it has; 0 where one is undefined. */
export interface ClassReport { precision: number; recall: number; f1: number; support: number }
export function classReports(labels: Numbers, predictions: Numbers): ClassReport[] {
  const table = confusionMatrix(labels, predictions);
  const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
  return table.map((row, i) => {
    const [right, support, predicted] = [row[i]!, sum(row), sum(table.map((one) => one[i]!))];
    return { precision: ratio(right, predicted), recall: ratio(right, support), f1: ratio(2 * right, support + predicted), support };
  });
}

const averages = {
  macro: (values: Numbers) => sum(values) / values.length,
  weighted: (values: Numbers, supports: Numbers) => sum(Array.from(values, (value, i) => value * supports[i]!)) / sum(supports),
};
type Average = keyof typeof averages;
const averaged = (name: keyof ClassReport) => (labels: Numbers, predictions: Numbers, average: Average = 'macro'): number => {
  const reports = classReports(labels, predictions);
  return averages[average](reports.map((one) => one[name]), reports.map(({ support }) => support));
};
/** Means over the classes that occur, plain or weighted by their rows. As scikit-learn's scores of these names. */
export const precisionScore = averaged('precision');
export const recallScore = averaged('recall');
export const f1Score = averaged('f1');

/** The mean recall of the classes that occur among the labels. */
export function balancedAccuracy(labels: Numbers, predictions: Numbers): number {
  const recalls = classReports(labels, predictions).filter(({ support }) => support > 0).map(({ recall }) => recall);
  return averages.macro(recalls);
}

/** Matthews' correlation of any number of classes; 0 where it is undefined. As scikit-learn's matthews_corrcoef. */
export function matthews(labels: Numbers, predictions: Numbers): number {
  const { all, right, rows, columns } = totals(confusionMatrix(labels, predictions));
  const products = (a: Numbers, b: Numbers): number => sum(Array.from(a, (value, i) => value * b[i]!));
  const scale = Math.sqrt((all * all - products(columns, columns)) * (all * all - products(rows, rows)));
  return scale === 0 ? 0 : (right * all - products(rows, columns)) / scale;
}

/** Cohen's kappa: the agreement beyond chance. As scikit-learn's cohen_kappa_score. */
export function cohenKappa(labels: Numbers, predictions: Numbers): number {
  const { all, right, rows, columns } = totals(confusionMatrix(labels, predictions));
  const chance = sum(rows.map((row, i) => row * columns[i]!)) / all / all;
  return (right / all - chance) / (1 - chance);
}

function totals(table: readonly (readonly number[])[]): { all: number; right: number; rows: number[]; columns: number[] } {
  const rows = table.map((row) => sum(row));
  return { all: sum(rows), right: sum(table.map((row, i) => row[i]!)), rows, columns: table.map((_, i) => sum(table.map((row) => row[i]!))) };
}
