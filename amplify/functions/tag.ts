/** Marks a function with its name, for tools/read-api.ts and for the bill. */
export const functionTag = "reimagine:function";
