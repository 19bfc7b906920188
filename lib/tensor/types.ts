// The types that operators speak of.
export type { Generator } from './random.js';
export type { Device, DType, Tensor } from './tensor.js';

/** What an operator takes where it takes a number. */
export type Scalar = number | bigint | boolean;
/** How the elements of a tensor follow one another. */
export type MemoryFormat = 'contiguous_format' | 'preserve_format' | 'channels_last' | 'channels_last_3d';
