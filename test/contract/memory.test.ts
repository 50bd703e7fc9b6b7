import { memoryObjects } from "#test/functions/fakes/memory-objects.ts";
import { memoryRecords } from "#test/functions/fakes/memory-records.ts";
import { objectsContract } from "#test/contract/objects-contract.ts";
import { recordsContract } from "#test/contract/records-contract.ts";
import { turnsContract } from "#test/contract/turns-contract.ts";

recordsContract("memory", memoryRecords);
objectsContract("memory", memoryObjects);
turnsContract("memory", memoryRecords, 300);
