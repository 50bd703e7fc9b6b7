import type * as z from "zod/mini";
import { type problem, type ProblemKind } from "./problem-schema.ts";
import { unreachable } from "./unreachable.ts";

export type Problem = z.infer<typeof problem>;

interface Particulars {
  readonly field?: string;
  readonly retryAfterSeconds?: number;
  /** What exactly was found, in words a person reads: "height is 40 px". Joined to the message. */
  readonly detail?: string;
}

/** A problem of this kind, in words. Upload and edit errors speak word for word as seeds/000 "Error Handling". */
export function problemOf(kind: ProblemKind, { detail, ...rest }: Particulars = {}): Problem {
  const { message, remedy } = sentences(kind, rest.retryAfterSeconds);
  return { kind, message: detail === undefined ? message : `${message} (${detail})`, remedy, ...rest };
}

function sentences(kind: ProblemKind, retryAfterSeconds = 60): { message: string; remedy: string } {
  switch (kind) {
    case "file-too-large":
      return {
        message: "File size exceeds 10MB limit. Please compress your image or select a smaller file.",
        remedy: "Take the photo inside the app: it is reduced on the phone.",
      };
    case "unsupported-format":
      return {
        message: "Unsupported file format. Please upload JPEG, PNG, or WebP images.",
        remedy: "Save the picture as a JPEG and try again.",
      };
    case "too-many-pixels":
      return {
        message: "This photo has more than 50 megapixels.",
        remedy: "Save a smaller copy and add that one.",
      };
    case "too-small":
      return {
        message: "This picture is too small to edit.",
        remedy: "Choose a photo of at least 64 by 64 pixels.",
      };
    case "unreadable":
      return {
        message: "This file cannot be read as a photo.",
        remedy: "Take the photo again or pick the original file.",
      };
    case "upload-failed":
      return {
        message: "Failed to upload image. Please try again.",
        remedy: "The photo is kept on this phone until it is sent.",
      };
    case "invalid-params":
      return {
        message: "Something in this request is not right.",
        remedy: "Check the marked field and try again.",
      };
    case "mask-missing":
      return { message: "We need to know what to remove.", remedy: "Paint over it with a finger first." };
    case "mask-empty":
      return { message: "Nothing is marked on the photo.", remedy: "Paint over what should go." };
    case "mask-covers-all":
      return {
        message: "Too much of the photo is marked.",
        remedy: "Mark only what should go, at most four fifths of the photo.",
      };
    case "rate-limited":
      return {
        message: "You have used all of this for now.",
        remedy: `Try again ${inWords(retryAfterSeconds)}.`,
      };
    case "not-allowed":
      return {
        message: "Your account may look but not change.",
        remedy: "Ask an administrator for editing rights.",
      };
    case "not-found":
      return { message: "We could not find that.", remedy: "It may have been deleted. Go back and refresh." };
    case "conflict":
      return { message: "This has changed in the meantime.", remedy: "Refresh and look again." };
    case "not-ready":
      return { message: "This photo is still being prepared.", remedy: "Wait a moment and try again." };
    case "chain-too-long":
      return {
        message: "This photo has 50 edits in a row.",
        remedy: "Branch from an earlier edit or start from the original.",
      };
    case "timeout":
      return {
        message: "Processing is taking longer than expected. Please try again or try a different image.",
        remedy: "Nothing was charged. Try again.",
      };
    case "model-failed":
      return {
        message: "The edit did not work.",
        remedy: "Try again; if it fails again, change the settings a little.",
      };
    case "model-busy":
      return {
        message: "Many people are editing right now.",
        remedy: `Try again ${inWords(retryAfterSeconds)}.`,
      };
    case "filtered":
      return {
        message: "The model declined this photo or these words.",
        remedy: "Describe it differently or choose another photo.",
      };
    case "structure-changed":
      return {
        message: "The result would have changed the house itself, so we did not keep it.",
        remedy: "Try again for another variant, or mark the area to change.",
      };
    case "no-sky":
      return { message: "We could not find the sky in this photo.", remedy: "Try a photo of the outside." };
    case "already-dusk":
      return {
        message: "This photo was already taken at dusk.",
        remedy: "Use it as it is, or brighten it with Enhance.",
      };
    case "no-floor":
      return {
        message: "We could not find enough free floor in this photo.",
        remedy: "Mark the four corners of the floor, or try a photo that shows more of it.",
      };
    case "already-furnished":
      return {
        message: "This room is furnished already.",
        remedy: "Choose a photo of the empty room, or mark the floor that is free by its four corners.",
      };
    case "corners-no-floor":
      return {
        message: "These four corners do not make a floor.",
        remedy:
          "Put one where each two walls and the floor meet: two far ones higher in the photo, two near ones.",
      };
    case "not-understood":
      return {
        message: "We did not understand what to change.",
        remedy:
          "Name a surface and what it should become, like “oak plank floor” or “paint the walls sage green”.",
      };
    case "surface-not-found":
      return {
        message: "We could not find that surface in this photo.",
        remedy: "Show it on the photo, or name another one.",
      };
    case "not-property":
      return {
        message: "This does not look like a photo of a property.",
        remedy: "Choose a photo of a room or a house.",
      };
    case "save-failed":
      return { message: "The result could not be saved.", remedy: "Try again." };
    case "load-failed":
      return { message: "Unable to load image. Please refresh and try again.", remedy: "Refresh the page." };
    case "corrupted":
      return {
        message: "The file of this edit is missing.",
        remedy: "Make the edit again from the original.",
      };
    case "confirmation-needed":
      return { message: "Deleting everything needs your confirmation.", remedy: "Type DELETE to confirm." };
    case "too-many-listings":
      return {
        message: "You have as many listings as one account can hold.",
        remedy: "Delete one you no longer need.",
      };
    case "too-many-recipes":
      return {
        message: "You have as many saved recipes as one account can hold.",
        remedy: "Delete one you no longer need.",
      };
    case "storage-full":
      return {
        message: "Your plan's storage is full.",
        remedy: "Delete photos or results you no longer need, and try again.",
      };
    case "request-not-understood":
      return {
        message: "The service did not understand what this app asked for.",
        remedy: "Load the app anew to get its newest version, and try again.",
      };
    case "request-too-large":
      return {
        message: "This request is larger than the service takes.",
        remedy: "Mark fewer details, or choose fewer photos at once.",
      };
    default:
      return unreachable(kind);
  }
}

function inWords(seconds: number): string {
  if (seconds === 1) return "in 1 second";
  if (seconds < 90) return `in ${seconds} seconds`;
  if (seconds < 5400) return `in ${Math.ceil(seconds / 60)} minutes`;
  return seconds < 172_800
    ? `in ${Math.ceil(seconds / 3600)} hours`
    : `in ${Math.ceil(seconds / 86_400)} days`;
}
