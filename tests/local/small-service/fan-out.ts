/** Nobody follows this service. */
export const handler = async (): Promise<void> => {};
