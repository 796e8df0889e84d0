export interface FooBar {
  a: string;
}

export interface foo_bar {
  b: string;
}
