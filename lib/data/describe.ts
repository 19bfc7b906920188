import type { Card } from './card.js';
import type { Examples } from './examples.js';
import type { LabelScaler } from './scaler.js';
import type { Split } from './split.js';

/** What {@link UnifiedDataInterface.describe} gives: plain data. */
export interface Description {
  readonly name: string;
  readonly description?: string;
  readonly licence: string;
  readonly task: string;
  readonly outputDim: number;
  readonly rows: Readonly<Record<Split, number>>;
  readonly leftOut: Examples['leftOut'];
  /** Of classes: how many rows each has; of several labels: positives (or mean) and missing; of numbers: mean, std, min, max. Over the training rows. */
  readonly labels: readonly LabelSummary[];
  /** Over all rows: of texts, special tokens included. */
  readonly tokens?: { readonly vocabulary: number; readonly mean: number; readonly max: number };
  readonly seconds?: { readonly total: number; readonly sampleRates: readonly number[] };
  readonly retrieval?: { readonly documents: number; readonly emptyDocuments: number; readonly queries: number; readonly judgements: number };
}

export interface LabelSummary {
  readonly name: string;
  readonly count: number;
  readonly missing?: number;
  readonly mean?: number;
  readonly std?: number;
  readonly min?: number;
  readonly max?: number;
}

/** Of each class, or of each label. */
export function summariesOf({ labels }: Examples, train: readonly (readonly number[])[], scaler: LabelScaler | undefined): LabelSummary[] {
  const { task, names, outputDim } = labels;
  if (task === 'mlm') return [];
  if (task === 'classification' || task === 'binary_classification') return names!.map((name, i) => ({ name, count: train.filter(([label]) => label === i).length }));
  return Array.from({ length: outputDim }, (_, column) => {
    const values = train.map((row) => row[column]!).filter((value) => !Number.isNaN(value));
    const { mean, std } = scaler ?? { mean: [], std: [] };
    return {
      name: names?.[column] ?? 'label', count: values.length, missing: train.length - values.length, min: values.reduce((least, value) => Math.min(least, value), Infinity), max: values.reduce((most, value) => Math.max(most, value), -Infinity),
      mean: mean[column] ?? values.reduce((sum, value) => sum + value / values.length, 0), ...(std[column] !== undefined && { std: std[column] }),
    };
  });
}

export const headOf = ({ name, description, licence }: Card): Pick<Description, 'name' | 'description' | 'licence'> => ({ name, ...(description && { description }), licence });
