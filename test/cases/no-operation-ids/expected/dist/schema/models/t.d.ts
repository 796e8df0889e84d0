export interface Truck {
  /**
   * @integer
   * @format int64
   */
  id?: number;
  plate: string;
  axles?: 2 | 3 | 4;
}
