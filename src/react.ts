// React alone, so that boot.ts can have it run before the rest of the app.
import "react-dom/client";
