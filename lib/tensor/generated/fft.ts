// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.
import type { DType, Device, Tensor } from '../types.js';

/** torch.fft. */
export interface FftFunctions {
  /** `aten::fft_fft` */
  fft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_fft` */
  fft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_fft2` */
  fft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_fft2` */
  fft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_fftfreq` */
  fftfreq(n: number, options?: { d?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_fftfreq` */
  fftfreq(n: number, d?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_fftfreq` */
  fftfreq(options: { n: number; d?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_fftn` */
  fftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_fftn` */
  fftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
  /** `aten::fft_fftshift` */
  fftshift(self: Tensor, options?: { dim?: number | readonly number[] | null }): Tensor;
  /** `aten::fft_fftshift` */
  fftshift(self: Tensor, dim?: number | readonly number[] | null): Tensor;
  /** `aten::fft_hfft` */
  hfft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_hfft` */
  hfft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_hfft2` */
  hfft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_hfft2` */
  hfft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_hfftn` */
  hfftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_hfftn` */
  hfftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
  /** `aten::fft_ifft` */
  ifft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_ifft` */
  ifft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_ifft2` */
  ifft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_ifft2` */
  ifft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_ifftn` */
  ifftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_ifftn` */
  ifftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
  /** `aten::fft_ifftshift` */
  ifftshift(self: Tensor, options?: { dim?: number | readonly number[] | null }): Tensor;
  /** `aten::fft_ifftshift` */
  ifftshift(self: Tensor, dim?: number | readonly number[] | null): Tensor;
  /** `aten::fft_ihfft` */
  ihfft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_ihfft` */
  ihfft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_ihfft2` */
  ihfft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_ihfft2` */
  ihfft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_ihfftn` */
  ihfftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_ihfftn` */
  ihfftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
  /** `aten::fft_irfft` */
  irfft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_irfft` */
  irfft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_irfft2` */
  irfft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_irfft2` */
  irfft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_irfftn` */
  irfftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_irfftn` */
  irfftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
  /** `aten::fft_rfft` */
  rfft(self: Tensor, options?: { n?: number | null; dim?: number; norm?: string | null }): Tensor;
  /** `aten::fft_rfft` */
  rfft(self: Tensor, n?: number | null, dim?: number, norm?: string | null): Tensor;
  /** `aten::fft_rfft2` */
  rfft2(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[]; norm?: string | null }): Tensor;
  /** `aten::fft_rfft2` */
  rfft2(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[], norm?: string | null): Tensor;
  /** `aten::fft_rfftfreq` */
  rfftfreq(n: number, options?: { d?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_rfftfreq` */
  rfftfreq(n: number, d?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_rfftfreq` */
  rfftfreq(options: { n: number; d?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_rfftn` */
  rfftn(self: Tensor, options?: { s?: number | readonly number[] | null; dim?: number | readonly number[] | null; norm?: string | null }): Tensor;
  /** `aten::fft_rfftn` */
  rfftn(self: Tensor, s?: number | readonly number[] | null, dim?: number | readonly number[] | null, norm?: string | null): Tensor;
}
