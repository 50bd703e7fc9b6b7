import { problemFields } from "./fields.ts";

const taskFields = `imageId editId status step words width height format legalClass estimateMs ${problemFields}`;

export const batchFields = `batchId state command steps createdAt updatedAt expiresAt estimateMs tasks { ${taskFields} }`;

export const photoPlanFields = `imageId words width height format estimateMs usd legalClass ${problemFields}`;

export const recipeFields = "recipeId name steps createdAt updatedAt";
