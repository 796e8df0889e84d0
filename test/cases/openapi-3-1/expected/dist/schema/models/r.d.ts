export interface Report {
  kind: "report";
  version?: 1;
  flag?: true | null | 2 | "two";
  values: { [key: string]: number | null };
  sky?: ReportSky;
  /**
   * @integer
   * @exclusiveMinimum 0
   */
  either?: null | number;
  image?: string;
}

export type ReportSky = "clear" | "cloudy";
