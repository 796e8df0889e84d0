import { type ChecksApi, startChecksApi } from "./api.js";

/** Two origins: the API and where its redirects may lead. */
export async function startChecksApis(): Promise<ChecksApi> {
  const elsewhere = await startChecksApi("");
  const api = await startChecksApi(elsewhere.url);
  const close = async () => {
    await api.close();
    await elsewhere.close();
  };
  return { url: api.url, close };
}
