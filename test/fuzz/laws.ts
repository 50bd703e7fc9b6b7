import { fileLaws } from "#test/fuzz/files.ts";
import { graphqlLaws } from "#test/fuzz/graphql.ts";
import { type FuzzLaw } from "#test/fuzz/law.ts";
import { textLaws } from "#test/fuzz/texts.ts";
import { uploadFormLaws } from "#test/fuzz/upload-forms.ts";

/** Every border that reads what strangers write. */
export const fuzzLaws: readonly FuzzLaw[] = [...fileLaws, ...textLaws, ...graphqlLaws, ...uploadFormLaws];
