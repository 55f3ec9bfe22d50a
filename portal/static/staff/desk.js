// The counter answers at once: switches send themselves, and a few keys reach what buttons do. Without this script
// forms and links do all of it. No key is a letter, so none is in the way of typing or of a screen reader.
const field = document.querySelector("#q-desk");
const SHEET = "#sheet";

if (field) {
  field.select();

  let asking;
  const renew = async (form) => {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    const address = `${form.action}?${query}`;
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(address, { signal: mine.signal });
      if (!answer.ok || answer.redirected) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const sheet = page.querySelector(SHEET);
      if (mine.signal.aborted || !sheet) return;
      // The rows are exchanged and the box stays: neither the place on the page nor what has the focus is lost.
      const shown = document.querySelector(SHEET);
      shown.className = sheet.className;
      shown.replaceChildren(...sheet.childNodes);
      for (const part of document.querySelectorAll("[data-renewed]"))
        part.replaceChildren(...(page.querySelector(`#${part.id}`)?.childNodes || []));
      history.replaceState(null, "", address);
    } catch (fault) {
      if (fault.name !== "AbortError") location.assign(address);
    }
  };
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.id === "switches") renew(form);
  });

  const press = (selector) => {
    const found = document.querySelector(selector);
    if (!found) return false;
    found.click();
    return true;
  };
  const keys = {
    F2: () => press("[data-key=F2]"),
    F8: () => press("[data-key=F8]"),
    F9: () => {
      const form = document.querySelector("#report");
      if (!form) return false;
      form.open = true;
      form.querySelector("input[type=text]").focus();
      return true;
    },
    F4: () => {
      const choice = document.querySelector("#desk-beside");
      choice?.focus();
      return Boolean(choice);
    },
    Escape: () => {
      // The list of suggestions closes first.
      if (document.activeElement === field && field.getAttribute("aria-expanded") === "true") return false;
      field.focus();
      field.select();
      return true;
    },
    "?": () => {
      if (document.activeElement !== field || field.value) return false;
      const help = document.querySelector("#keys");
      help.open = !help.open;
      return true;
    },
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]?.()) event.preventDefault();
    },
    true,
  );
}
