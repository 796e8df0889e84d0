/** What connections to the API are made with, beside what every one is. */
export interface ConnectionSettings {
  /** The client certificate of mutual TLS. */
  readonly identity?: {
    readonly certificate: PemSetting;
    readonly key: PemSetting;
    readonly passphrase?: string;
  };
  /** Instead of the public authorities. */
  readonly authority?: PemSetting;
}

/** The path of a PEM file, or PEM itself, with the variable that it came from. */
export interface PemSetting {
  readonly variable: string;
  readonly value: string;
}
