/** What is said at the door. */
export const signInWords = {
  promise: "Listing photos from the hallway: staged, dusk, clean and honest.",
  demoTitle: "Just looking?",
  demo: "Use the demo account",
  signingIn: "Signing in…",
  signIn: "Sign in",
  localCode: (code: string): string => `No e-mail on this machine: your code is ${code}`,
  againTitle: "Please sign in again",
  againWhy: "Your session has ended. What you were doing stays where it is.",
  someoneElse: "Sign out instead",
  steps: {
    confirm: "Enter your code",
    forgot: "Reset your password",
    newPassword: "Choose a new password",
  },
} as const;
