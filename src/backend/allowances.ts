import { useQuery } from "@tanstack/react-query";
import { type Output } from "#core/api/operations.ts";
import { useBackend } from "./backend.ts";

/** What is used of this person's plan. Asked for whenever it is shown anew: every edit and every photo changes it. */
export function useAllowances() {
  const { call } = useBackend();
  return useQuery({
    queryKey: ["allowances"],
    queryFn: ({ signal }): Promise<Output<"getAllowances">> => call("getAllowances", {}, signal),
    staleTime: 10_000,
  });
}
