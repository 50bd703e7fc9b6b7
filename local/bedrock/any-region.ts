import { createSigV4, type Credentials, type VerifySigV4 } from "#local/sigv4.ts";

/** Lets in whoever signed for one of these regions: the models of the catalogue are in more than one, and all are here. */
export function signedInAnyOf(
  home: string,
  others: readonly string[],
  parts: { readonly credentials: Credentials; readonly clock: () => number },
): VerifySigV4 {
  const verifyAtHome = createSigV4({ ...parts, region: home });
  const elsewhere = others.map((region) => createSigV4({ ...parts, region }));
  return (request, body, service) => {
    const told = verifyAtHome(request, body, service);
    if (told.ok) return told;
    // Of a signature that is good nowhere, the home region says what is wrong.
    return elsewhere.map((verify) => verify(request, body, service)).find(({ ok }) => ok) ?? told;
  };
}
