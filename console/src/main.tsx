// The console's entry.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ConsoleApp } from "./app/ConsoleApp";
import { giveStylesTheNonce } from "./app/nonce";
import "./app/console.css";

giveStylesTheNonce();
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <ConsoleApp />
    </StrictMode>,
  );
