// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.
import type { DType, Scalar, Tensor } from '../types.js';

/** torch.linalg. */
export interface LinalgFunctions {
  /** `aten::linalg__powsum` */
  _powsum(self: Tensor, options?: { ord?: Scalar; dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg__powsum` */
  _powsum(self: Tensor, ord?: Scalar, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::linalg_cholesky` */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::linalg_cholesky_ex` */
  choleskyEx(self: Tensor, options?: { upper?: boolean; checkErrors?: boolean }): [Tensor, Tensor] & { L: Tensor; info: Tensor };
  /** `aten::linalg_cond` */
  cond(self: Tensor, options?: { p?: Scalar | null }): Tensor;
  /** `aten::linalg_cond` */
  cond(self: Tensor, p?: Scalar | null): Tensor;
  /** `aten::linalg_cond.p_str` */
  cond(self: Tensor, p: string): Tensor;
  /** `aten::linalg_cond.p_str` */
  cond(self: Tensor, options: { p: string }): Tensor;
  /** `aten::linalg_cross` */
  cross(self: Tensor, other: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::linalg_det` */
  det(A: Tensor): Tensor;
  /** `aten::linalg_diagonal` */
  diagonal(A: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::linalg_eig` */
  eig(self: Tensor): [Tensor, Tensor] & { eigenvalues: Tensor; eigenvectors: Tensor };
  /** `aten::linalg_eigh` */
  eigh(self: Tensor, options?: { UPLO?: string }): [Tensor, Tensor] & { eigenvalues: Tensor; eigenvectors: Tensor };
  /** `aten::linalg_eigh` */
  eigh(self: Tensor, UPLO?: string): [Tensor, Tensor] & { eigenvalues: Tensor; eigenvectors: Tensor };
  /** `aten::linalg_eigvals` */
  eigvals(self: Tensor): Tensor;
  /** `aten::linalg_eigvalsh` */
  eigvalsh(self: Tensor, options?: { UPLO?: string }): Tensor;
  /** `aten::linalg_eigvalsh` */
  eigvalsh(self: Tensor, UPLO?: string): Tensor;
  /** `aten::linalg_householder_product` */
  householderProduct(input: Tensor, tau: Tensor): Tensor;
  /** `aten::linalg_inv` */
  inv(A: Tensor): Tensor;
  /** `aten::linalg_inv_ex` */
  invEx(A: Tensor, options?: { checkErrors?: boolean }): [Tensor, Tensor] & { inverse: Tensor; info: Tensor };
  /** `aten::linalg_ldl_factor` */
  ldlFactor(self: Tensor, options?: { hermitian?: boolean }): [Tensor, Tensor] & { LD: Tensor; pivots: Tensor };
  /** `aten::linalg_ldl_factor_ex` */
  ldlFactorEx(self: Tensor, options?: { hermitian?: boolean; checkErrors?: boolean }): [Tensor, Tensor, Tensor] & { LD: Tensor; pivots: Tensor; info: Tensor };
  /** `aten::linalg_ldl_solve` */
  ldlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_lstsq` */
  lstsq(self: Tensor, b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [Tensor, Tensor, Tensor, Tensor] & { solution: Tensor; residuals: Tensor; rank: Tensor; singularValues: Tensor };
  /** `aten::linalg_lstsq` */
  lstsq(self: Tensor, b: Tensor, rcond?: number | null, options?: { driver?: string | null }): [Tensor, Tensor, Tensor, Tensor] & { solution: Tensor; residuals: Tensor; rank: Tensor; singularValues: Tensor };
  /** `aten::linalg_lu` */
  lu(A: Tensor, options?: { pivot?: boolean }): [Tensor, Tensor, Tensor] & { P: Tensor; L: Tensor; U: Tensor };
  /** `aten::linalg_lu_factor` */
  luFactor(A: Tensor, options?: { pivot?: boolean }): [Tensor, Tensor] & { LU: Tensor; pivots: Tensor };
  /** `aten::linalg_lu_factor_ex` */
  luFactorEx(A: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [Tensor, Tensor, Tensor] & { LU: Tensor; pivots: Tensor; info: Tensor };
  /** `aten::linalg_lu_solve` */
  luSolve(LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean; adjoint?: boolean }): Tensor;
  /** `aten::linalg_matmul` */
  matmul(self: Tensor, other: Tensor): Tensor;
  /** `aten::linalg_matrix_exp` */
  matrixExp(self: Tensor): Tensor;
  /** `aten::linalg_matrix_norm` */
  matrixNorm(self: Tensor, ord: Scalar, options?: { dim?: readonly number[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm` */
  matrixNorm(self: Tensor, ord: Scalar, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm` */
  matrixNorm(self: Tensor, options: { ord: Scalar; dim?: readonly number[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm.str_ord` */
  matrixNorm(self: Tensor, options?: { ord?: string; dim?: readonly number[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm.str_ord` */
  matrixNorm(self: Tensor, ord?: string, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_power` */
  matrixPower(self: Tensor, n: number): Tensor;
  /** `aten::linalg_matrix_power` */
  matrixPower(self: Tensor, options: { n: number }): Tensor;
  /** `aten::linalg_matrix_rank` */
  matrixRank(self: Tensor, tol: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank` */
  matrixRank(self: Tensor, tol: number, hermitian?: boolean): Tensor;
  /** `aten::linalg_matrix_rank` */
  matrixRank(self: Tensor, options: { tol: number; hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.tol_tensor` */
  matrixRank(input: Tensor, tol: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.tol_tensor` */
  matrixRank(input: Tensor, tol: Tensor, hermitian?: boolean): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_float` */
  matrixRank(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_tensor` */
  matrixRank(input: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_multi_dot` */
  multiDot(tensors: readonly Tensor[]): Tensor;
  /** `aten::linalg_norm` */
  norm(self: Tensor, options?: { ord?: Scalar | null; dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm` */
  norm(self: Tensor, ord?: Scalar | null, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.ord_str` */
  norm(self: Tensor, ord: string, options?: { dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.ord_str` */
  norm(self: Tensor, ord: string, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.ord_str` */
  norm(self: Tensor, options: { ord: string; dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_pinv` */
  pinv(self: Tensor, rcond: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv` */
  pinv(self: Tensor, rcond: number, hermitian?: boolean): Tensor;
  /** `aten::linalg_pinv` */
  pinv(self: Tensor, options: { rcond: number; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.rcond_tensor` */
  pinv(self: Tensor, rcond: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.rcond_tensor` */
  pinv(self: Tensor, rcond: Tensor, hermitian?: boolean): Tensor;
  /** `aten::linalg_pinv.atol_rtol_float` */
  pinv(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_tensor` */
  pinv(self: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_qr` */
  qr(A: Tensor, options?: { mode?: string }): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::linalg_qr` */
  qr(A: Tensor, mode?: string): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::linalg_slogdet` */
  slogdet(A: Tensor): [Tensor, Tensor] & { sign: Tensor; logabsdet: Tensor };
  /** `aten::linalg_solve` */
  solve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor;
  /** `aten::linalg_solve_ex` */
  solveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [Tensor, Tensor] & { result: Tensor; info: Tensor };
  /** `aten::linalg_solve_triangular` */
  solveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor;
  /** `aten::linalg_svd` */
  svd(A: Tensor, options?: { fullMatrices?: boolean; driver?: string | null }): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; Vh: Tensor };
  /** `aten::linalg_svd` */
  svd(A: Tensor, fullMatrices?: boolean, options?: { driver?: string | null }): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; Vh: Tensor };
  /** `aten::linalg_svdvals` */
  svdvals(A: Tensor, options?: { driver?: string | null }): Tensor;
  /** `aten::linalg_tensorinv` */
  tensorinv(self: Tensor, options?: { ind?: number }): Tensor;
  /** `aten::linalg_tensorinv` */
  tensorinv(self: Tensor, ind?: number): Tensor;
  /** `aten::linalg_tensorsolve` */
  tensorsolve(self: Tensor, other: Tensor, options?: { dims?: readonly number[] | null }): Tensor;
  /** `aten::linalg_tensorsolve` */
  tensorsolve(self: Tensor, other: Tensor, dims?: readonly number[] | null): Tensor;
  /** `aten::linalg_vander` */
  vander(x: Tensor, options?: { N?: number | null }): Tensor;
  /** `aten::linalg_vecdot` */
  vecdot(x: Tensor, y: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::linalg_vector_norm` */
  vectorNorm(self: Tensor, options?: { ord?: Scalar; dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_vector_norm` */
  vectorNorm(self: Tensor, ord?: Scalar, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
}
