/** Network steps are left out when the user says so. */
export const isOffline = (env) => env.TORCH_ENCODERS_OFFLINE === '1';
