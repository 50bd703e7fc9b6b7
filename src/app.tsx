import { hasSettled, settled } from "#src/boot/settled.ts";
import { type ReactNode, startTransition, useEffect, useState } from "react";
import { type AroundNavHandler, Redirect, Route, Router, Switch, useLocation, useSearchParams } from "wouter";
import { type Backend, BackendProvider, useBackend } from "./backend/backend.ts";
import { KeptAnswers } from "./backend/kept-answers.tsx";
import { answersOf } from "./backend/keep-answers.ts";
import { createQueryClient } from "./backend/query-client.ts";
import { type User } from "./backend/session.ts";
import { useStore } from "./backend/store.ts";
import { useLive } from "./backend/use-live.ts";
import { Toasts } from "./design/toast.tsx";
import { HomeScreen } from "./features/home/home-screen.tsx";
import { Crash } from "./features/start/crash.tsx";
import { formatsReady } from "./features/start/formats-ready.ts";
import { part, Parts } from "./features/start/part.tsx";
import { SignalBanner } from "./features/start/signal-banner.tsx";
import { UpdateBanner } from "./features/start/update-banner.tsx";
import { Waiting } from "./features/start/waiting.tsx";
import { QueueProvider, useRunningQueue } from "./features/upload/phone-queue.ts";

const SignInScreen = part(async () => (await import("./features/sign-in/sign-in-screen.tsx")).SignInScreen);
const SignInAgain = part(async () => (await import("./features/sign-in/sign-in-again.tsx")).SignInAgain);
const ListingScreen = part(async () => (await import("./features/listing/listing-screen.tsx")).ListingScreen);
const PhotoScreen = part(
  formatsReady(async () => (await import("./features/photo/photo-screen.tsx")).PhotoScreen),
);
const MaskScreen = part(async () => (await import("./features/mask/mask-screen.tsx")).MaskScreen);
const CaptureScreen = part(async () => (await import("./features/capture/capture-screen.tsx")).CaptureScreen);
const Incoming = part(async () => (await import("./features/upload/incoming.ts")).Incoming);
const KeyboardHelp = part(async () => (await import("./features/start/keyboard-help.tsx")).KeyboardHelp);
const ActivityScreen = part(
  async () => (await import("./features/activity/activity-screen.tsx")).ActivityScreen,
);
const BatchScreen = part(async () => (await import("./features/batch/batch-screen.tsx")).BatchScreen);
const SettingsScreen = part(
  async () => (await import("./features/settings/settings-screen.tsx")).SettingsScreen,
);

export function App({ backend }: { readonly backend: Backend }) {
  return (
    <Crash>
      <BackendProvider value={backend}>
        <Router {...useGrowing()}>
          <Parts isScreen waiting={<Waiting />}>
            <Switch>
              <Route path="/sign-in">
                <SignInRoute />
              </Route>
              <Route>
                <Members />
              </Route>
            </Switch>
          </Parts>
        </Router>
        <Toasts />
        <UpdateBanner />
      </BackendProvider>
    </Crash>
  );
}

/** Comes after the first screen, where the browser can do it: a photo grows into its own screen. */
function useGrowing(): { readonly aroundNav?: AroundNavHandler } {
  const [around, setAround] = useState({});
  useEffect(() => {
    if ("startViewTransition" in document)
      import("./features/photo/grow.ts").then(({ grow }) => setAround({ aroundNav: grow }), reportError);
  }, []);
  return around;
}

/** Signed in, one goes back to where one was. */
function SignInRoute() {
  const session = useStore(useBackend().session);
  const [search] = useSearchParams();
  if (session.state === "signed-in") return <Redirect to={backTo(search.get("to"))} replace />;
  return <SignInScreen />;
}

/** Only a path of this app: an address from elsewhere could lead anywhere. */
const backTo = (to: string | null): string => (to !== null && /^\/(?![/\\])/.test(to) ? to : "/");

function Members() {
  const session = useStore(useBackend().session);
  const [path] = useLocation();
  if (session.state === "signed-out") {
    const to = `${path}${window.location.search}`;
    return <Redirect to={to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`} replace />;
  }
  return (
    <>
      <Member key={session.user.userId} user={session.user} />
      {session.state === "expired" && (
        <Parts>
          <SignInAgain />
        </Parts>
      )}
    </>
  );
}

/** Everything one person has here; another person gets another one of it. */
function Member({ user }: { readonly user: User }) {
  const [client] = useState(createQueryClient);
  const [shelf] = useState(() => answersOf(user));
  const queue = useRunningQueue(user, client);
  const [path] = useLocation();
  return (
    <KeptAnswers client={client} shelf={shelf}>
      <QueueProvider value={queue}>
        <Live />
        <Later>
          <Incoming />
          <KeyboardHelp />
        </Later>
        <SignalBanner />
        <Arrival />
        <Parts key={path} isScreen waiting={<Waiting />}>
          <Switch>
            <Route path="/" component={HomeScreen} />
            <Route path="/l/:listing">
              {({ listing }) => <ListingScreen key={listing} listing={listing} />}
            </Route>
            <Route path="/p/:image/mask">{({ image }) => <MaskScreen image={image} />}</Route>
            <Route path="/p/:image">{({ image }) => <PhotoScreen key={image} image={image} />}</Route>
            <Route path="/capture" component={CaptureScreen} />
            <Route path="/batch/:batch?">{({ batch }) => <BatchScreen batch={batch} />}</Route>
            <Route path="/activity" component={ActivityScreen} />
            <Route path="/settings" component={SettingsScreen} />
            <Route>
              <Redirect to="/" replace />
            </Route>
          </Switch>
        </Parts>
      </QueueProvider>
    </KeptAnswers>
  );
}

/** What no first screen needs. */
function Later({ children }: { readonly children: ReactNode }) {
  const [isTime, setTime] = useState(hasSettled);
  useEffect(() => {
    settled().then(() => startTransition(() => setTime(true)), reportError);
  }, []);
  return isTime && <Parts isOptional>{children}</Parts>;
}

function Live() {
  useLive();
  return undefined;
}

/** A new screen begins at its top, for eyes and for screen readers. */
function Arrival() {
  const [path] = useLocation();
  return <FocusOnce key={path} />;
}

function FocusOnce() {
  useEffect(() => {
    window.scrollTo(0, 0);
    const heading = document.querySelector("main h1");
    if (heading instanceof HTMLElement) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }, []);
  return undefined;
}
