/** Addresses of the API. A version once published stays: what cannot be kept becomes /api/v2. */
export const API = "/api/v1";
export const OPENAPI = `${API}/openapi.json`;
export const RECORDS = `${API}/records`;
export const AWARDS = `${API}/awards`;
export const AWARDS_CSV = `${API}/awards.csv`;
/** Each statutory return is a file: "/api/v1/returns/grants.csv". */
export const RETURN_CSV = `${API}/returns/:file`;
export const returnAddress = (id: string, office: string, year: string): string =>
  `${API}/returns/${id}.csv?${new URLSearchParams({ office, year })}`;
/** What the list of records has, as feeds. */
export const FEED = `${API}/feed`;
export const feedAddress = (type: "atom" | "json", params: URLSearchParams): string =>
  `${FEED}.${type}?${params}`;
/** What those who scrutinise an office asked it, and one of these by the office and its name in addresses. */
export const QUESTIONS = `${API}/questions`;
export const QUESTION = `${QUESTIONS}/:office/:id`;
export const OFFICES = `${API}/offices`;
