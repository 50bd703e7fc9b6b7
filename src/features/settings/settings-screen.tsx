import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { deleteConfirmation } from "#core/api/account-operations.ts";
import { useBackend } from "#src/backend/backend.ts";
import { useStore } from "#src/backend/store.ts";
import { explain } from "#src/backend/trouble.ts";
import { useDeleteMyData } from "#src/backend/mutations.ts";
import { Button } from "#src/design/button.tsx";
import { PageHead } from "#src/design/page-head.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { NotificationSetting } from "#src/features/activity/notification-setting.tsx";
import { useQueue, useQueueView } from "#src/features/upload/phone-queue.ts";
import { useInstallWay } from "#src/features/start/install-way.ts";
import { forgetEverything, forgetPictures } from "#src/features/start/forget.ts";
import { firstWords } from "#src/first-words.ts";
import { installWords } from "#src/install-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { settingsWords } from "#src/settings-words.ts";
import { PlanLeft } from "./plan-left.tsx";
import "../activity/activity.css";
import "./settings.css";

/** The account, what this phone keeps, and the way out. */
export function SettingsScreen() {
  const session = useStore(useBackend().session);
  return (
    <div className="page">
      <PageHead title={settingsWords.title} back={photoWords.back} />
      <main>
        <section aria-labelledby="account-title">
          <h2 id="account-title">{settingsWords.account}</h2>
          {session.state !== "signed-out" && (
            <dl className="facts">
              <dt className="quiet">{settingsWords.email}</dt>
              <dd>{session.user.email}</dd>
            </dl>
          )}
          <SignOut />
        </section>
        <NotificationSetting />
        <PlanLeft />
        <Storage />
        <section aria-labelledby="privacy-title">
          <h2 id="privacy-title">{settingsWords.privacy}</h2>
          <p className="quiet">{settingsWords.privacyWhat}</p>
          <DeleteMyData />
        </section>
      </main>
    </div>
  );
}

function SignOut() {
  const { session, signOut } = useBackend();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { jobs } = useQueueView();
  const [isBusy, setBusy] = useState(false);
  const leave = async (everywhere: boolean): Promise<void> => {
    const was = session.get();
    setBusy(true);
    // Whoever signs in next begins at the beginning.
    navigate("/", { replace: true });
    try {
      await signOut(everywhere);
      client.clear();
      if (was.state !== "signed-out") await forgetPictures(was.user);
    } catch (error) {
      const { message, remedy } = explain(error);
      toast({ text: `${message} ${remedy}`, forMs: 10_000 });
    }
  };
  return (
    <div className="stack">
      {jobs.length > 0 && <p className="small quiet">{settingsWords.queueStays(jobs.length)}</p>}
      <Button wide disabled={isBusy} onClick={() => void leave(false)}>
        {settingsWords.signOut}
      </Button>
      <Button wide disabled={isBusy} onClick={() => void leave(true)}>
        {settingsWords.signOutEverywhere}
      </Button>
    </div>
  );
}

function Storage() {
  const { jobs } = useQueueView();
  const [kept, setKept] = useState<{ readonly bytes: number; readonly isSafe: boolean }>();
  useEffect(() => {
    if (!("storage" in navigator)) return;
    Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]).then(
      ([{ usage = 0 }, isSafe]) => setKept({ bytes: usage, isSafe }),
      reportError,
    );
  }, []);
  return (
    <section aria-labelledby="storage-title">
      <h2 id="storage-title">{settingsWords.storage}</h2>
      <dl className="facts numbers">
        <dt className="quiet">{settingsWords.waiting}</dt>
        <dd>{settingsWords.photos(jobs.length)}</dd>
        {kept && (
          <>
            <dt className="quiet">{settingsWords.used}</dt>
            <dd>{firstWords.format.bytes(kept.bytes)}</dd>
          </>
        )}
      </dl>
      {kept && <p className="quiet small">{kept.isSafe ? settingsWords.isSafe : settingsWords.isNotSafe}</p>}
      <Install />
    </section>
  );
}

/** Always here, also where the hint on the home screen was closed. */
function Install() {
  const way = useInstallWay();
  switch (way.by) {
    case "browser":
      return (
        <Button wide onClick={() => void way.ask().catch(reportError)}>
          {installWords.toHomeScreen}
        </Button>
      );
    case "hand":
      return <p className="quiet small">{installWords.byHand}</p>;
    case "nothing":
      return undefined;
  }
}

function DeleteMyData() {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useDeleteMyData();
  const { session } = useBackend();
  const queue = useQueue();
  const [, navigate] = useLocation();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    remove.mutate(
      { confirmation: typed },
      {
        onSuccess: ({ deleted }) => {
          const now = session.get();
          if (now.state !== "signed-out")
            forgetEverything(now.user)
              .then(() => queue.hear({ type: "changed" }))
              .catch(reportError);
          navigate("/", { replace: true });
          toast({ text: settingsWords.deleted(deleted) });
        },
      },
    );
  };
  return (
    <>
      <Button wide look="danger" onClick={() => setOpen(true)}>
        {settingsWords.deleteData}
      </Button>
      {isOpen && (
        <Sheet title={settingsWords.deleteData} onClose={() => setOpen(false)}>
          <form className="form" onSubmit={submit}>
            <p>{settingsWords.deleteWhat}</p>
            <label className="field">
              {settingsWords.typeToConfirm(deleteConfirmation)}
              <input
                value={typed}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </label>
            {remove.isError && <TroubleBox trouble={explain(remove.error)} />}
            <Button
              type="submit"
              wide
              look="danger"
              disabled={typed !== deleteConfirmation || remove.isPending}
            >
              {remove.isPending ? settingsWords.deleting : settingsWords.deleteForGood}
            </Button>
          </form>
        </Sheet>
      )}
    </>
  );
}
