/** Addresses of the API. A version once published stays: what cannot be kept becomes /api/v2. */
export const API = "/api/v1";
export const OPENAPI = `${API}/openapi.json`;
export const RECORDS = `${API}/records`;
export const AWARDS = `${API}/awards`;
export const AWARDS_CSV = `${API}/awards.csv`;
export const OFFICES = `${API}/offices`;
