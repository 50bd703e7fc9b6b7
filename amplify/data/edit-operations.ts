import { a } from "@aws-amplify/backend";
import { mutation, query } from "./operation.ts";

export const editOperations = {
  requestEdit: mutation("EditReply", {
    requestId: a.id().required(),
    imageId: a.id().required(),
    parentEditId: a.id(),
    regenerates: a.id(),
    editType: a.string().required(),
    params: a.json().required(),
    seed: a.integer(),
  }),
  acceptEdit: mutation("EditReply", { editId: a.id().required() }),
  cancelEdit: mutation("DeleteReply", { editId: a.id().required() }),
  deleteEdit: mutation("DeleteReply", { editId: a.id().required() }),
  getEdit: query("EditReply", { editId: a.id().required() }),
  getEditHistory: query("EditPage", {
    imageId: a.id(),
    limit: a.integer(),
    nextToken: a.string(),
    updatedSince: a.string(),
  }),
};
