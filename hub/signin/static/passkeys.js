// Passkeys: asks the browser for one as the form says, puts its answer into the form and sends it.
"use strict";
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const making = form.dataset.passkey === "create";
  const button = form.querySelector("[data-make]");
  const field = form.elements.passkey;
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) continue;
  const ask = async () => {
    const { publicKey } = JSON.parse(form.dataset.question);
    const found = making
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    field.value = JSON.stringify(found.toJSON());
    form.submit();
  };
  const again = (error) => { field.value = ""; console.info(error.name); };
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => { if (form.elements.new.reportValidity() && form.elements.again.reportValidity()) ask().catch(again); });
  } else {
    form.addEventListener("submit", (event) => { if (!field.value) { event.preventDefault(); ask().catch(again); } });
  }
}
