/** Imports by Node itself. Loaded with `require`, out of sight of a test runner that would rewrite `import()`. */
export const nativeImport = (url: string): Promise<Record<string, unknown>> => import(url);
