// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.
import type { DType, Scalar, Tensor } from '../types.js';

/** torch.special. */
export interface SpecialFunctions {
  /** `aten::special_airy_ai` */
  airyAi(x: Tensor): Tensor;
  /** `aten::special_bessel_j0` */
  besselJ0(self: Tensor): Tensor;
  /** `aten::special_bessel_j1` */
  besselJ1(self: Tensor): Tensor;
  /** `aten::special_bessel_y0` */
  besselY0(self: Tensor): Tensor;
  /** `aten::special_bessel_y1` */
  besselY1(self: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_t` */
  chebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_t.n_scalar` */
  chebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_t.n_scalar` */
  chebyshevPolynomialT(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_chebyshev_polynomial_t.x_scalar` */
  chebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_u` */
  chebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_u.n_scalar` */
  chebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_u.n_scalar` */
  chebyshevPolynomialU(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_chebyshev_polynomial_u.x_scalar` */
  chebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_v` */
  chebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_v.n_scalar` */
  chebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_v.n_scalar` */
  chebyshevPolynomialV(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_chebyshev_polynomial_v.x_scalar` */
  chebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_w` */
  chebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_w.n_scalar` */
  chebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_w.n_scalar` */
  chebyshevPolynomialW(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_chebyshev_polynomial_w.x_scalar` */
  chebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_digamma` */
  digamma(self: Tensor): Tensor;
  /** `aten::special_entr` */
  entr(self: Tensor): Tensor;
  /** `aten::special_erf` */
  erf(self: Tensor): Tensor;
  /** `aten::special_erfc` */
  erfc(self: Tensor): Tensor;
  /** `aten::special_erfcx` */
  erfcx(self: Tensor): Tensor;
  /** `aten::special_erfinv` */
  erfinv(self: Tensor): Tensor;
  /** `aten::special_exp2` */
  exp2(self: Tensor): Tensor;
  /** `aten::special_expit` */
  expit(self: Tensor): Tensor;
  /** `aten::special_expm1` */
  expm1(self: Tensor): Tensor;
  /** `aten::special_gammainc` */
  gammainc(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_gammaincc` */
  gammaincc(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_gammaln` */
  gammaln(self: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_h` */
  hermitePolynomialH(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_h.n_scalar` */
  hermitePolynomialH(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_hermite_polynomial_h.n_scalar` */
  hermitePolynomialH(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_hermite_polynomial_h.x_scalar` */
  hermitePolynomialH(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_he` */
  hermitePolynomialHe(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_he.n_scalar` */
  hermitePolynomialHe(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_hermite_polynomial_he.n_scalar` */
  hermitePolynomialHe(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_hermite_polynomial_he.x_scalar` */
  hermitePolynomialHe(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_i0` */
  i0(self: Tensor): Tensor;
  /** `aten::special_i0e` */
  i0e(self: Tensor): Tensor;
  /** `aten::special_i1` */
  i1(self: Tensor): Tensor;
  /** `aten::special_i1e` */
  i1e(self: Tensor): Tensor;
  /** `aten::special_laguerre_polynomial_l` */
  laguerrePolynomialL(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_laguerre_polynomial_l.n_scalar` */
  laguerrePolynomialL(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_laguerre_polynomial_l.n_scalar` */
  laguerrePolynomialL(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_laguerre_polynomial_l.x_scalar` */
  laguerrePolynomialL(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_legendre_polynomial_p` */
  legendrePolynomialP(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_legendre_polynomial_p.n_scalar` */
  legendrePolynomialP(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_legendre_polynomial_p.n_scalar` */
  legendrePolynomialP(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_legendre_polynomial_p.x_scalar` */
  legendrePolynomialP(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_log1p` */
  log1p(self: Tensor): Tensor;
  /** `aten::special_log_ndtr` */
  logNdtr(self: Tensor): Tensor;
  /** `aten::special_log_softmax` */
  logSoftmax(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_log_softmax` */
  logSoftmax(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::special_logit` */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::special_logit` */
  logit(self: Tensor, eps?: number | null): Tensor;
  /** `aten::special_logsumexp` */
  logsumexp(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::special_logsumexp` */
  logsumexp(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::special_logsumexp` */
  logsumexp(self: Tensor, options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::special_modified_bessel_i0` */
  modifiedBesselI0(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_i1` */
  modifiedBesselI1(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_k0` */
  modifiedBesselK0(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_k1` */
  modifiedBesselK1(self: Tensor): Tensor;
  /** `aten::special_multigammaln` */
  multigammaln(self: Tensor, p: number): Tensor;
  /** `aten::special_multigammaln` */
  multigammaln(self: Tensor, options: { p: number }): Tensor;
  /** `aten::special_ndtr` */
  ndtr(self: Tensor): Tensor;
  /** `aten::special_ndtri` */
  ndtri(self: Tensor): Tensor;
  /** `aten::special_polygamma` */
  polygamma(n: number, self: Tensor): Tensor;
  /** `aten::special_psi` */
  psi(self: Tensor): Tensor;
  /** `aten::special_round` */
  round(self: Tensor, options?: { decimals?: number }): Tensor;
  /** `aten::special_scaled_modified_bessel_k0` */
  scaledModifiedBesselK0(x: Tensor): Tensor;
  /** `aten::special_scaled_modified_bessel_k1` */
  scaledModifiedBesselK1(x: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t` */
  shiftedChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.n_scalar` */
  shiftedChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.n_scalar` */
  shiftedChebyshevPolynomialT(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.x_scalar` */
  shiftedChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u` */
  shiftedChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.n_scalar` */
  shiftedChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.n_scalar` */
  shiftedChebyshevPolynomialU(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.x_scalar` */
  shiftedChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v` */
  shiftedChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.n_scalar` */
  shiftedChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.n_scalar` */
  shiftedChebyshevPolynomialV(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.x_scalar` */
  shiftedChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w` */
  shiftedChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.n_scalar` */
  shiftedChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.n_scalar` */
  shiftedChebyshevPolynomialW(x: Tensor, options: { n: Scalar }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.x_scalar` */
  shiftedChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_sinc` */
  sinc(self: Tensor): Tensor;
  /** `aten::special_softmax` */
  softmax(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_softmax` */
  softmax(self: Tensor, dim: number, dtype?: DType | null): Tensor;
  /** `aten::special_softmax` */
  softmax(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::special_spherical_bessel_j0` */
  sphericalBesselJ0(x: Tensor): Tensor;
  /** `aten::special_xlog1py` */
  xlog1py(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_xlog1py.other_scalar` */
  xlog1py(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_xlog1py.other_scalar` */
  xlog1py(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::special_xlog1py.self_scalar` */
  xlog1py(self: Scalar, other: Tensor): Tensor;
  /** `aten::special_xlogy` */
  xlogy(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_xlogy.other_scalar` */
  xlogy(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_xlogy.other_scalar` */
  xlogy(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::special_xlogy.self_scalar` */
  xlogy(self: Scalar, other: Tensor): Tensor;
  /** `aten::special_zeta` */
  zeta(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_zeta.other_scalar` */
  zeta(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_zeta.other_scalar` */
  zeta(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::special_zeta.self_scalar` */
  zeta(self: Scalar, other: Tensor): Tensor;
}
