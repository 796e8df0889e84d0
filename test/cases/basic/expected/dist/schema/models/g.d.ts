export type Genre = "fantasy" | "crime" | "poetry";
