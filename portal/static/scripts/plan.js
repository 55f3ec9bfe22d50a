// Comforts of a plan: printing, opening what a link leads into, and keeping the plan on a device whose owner asks for it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Browsers that cannot show closed parts on paper by style alone get them opened, and closed again afterwards.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    part.open = true;
    part.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("[data-opened]")) {
    part.open = false;
    delete part.dataset.opened;
  }
});

const reveal = () => {
  const target = document.getElementById(location.hash.slice(1));
  const closed = target?.closest("details:not([open])");
  if (closed) {
    closed.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", reveal);
reveal();

const PREFIX = "onedoor.plan.";
const stored = (event) => {
  // A browser may forbid storage altogether.
  try {
    return localStorage.getItem(PREFIX + event);
  } catch {
    return undefined;
  }
};

const remember = document.querySelector("[data-remember]");
if (remember && stored(remember.dataset.remember) !== undefined) {
  const event = remember.dataset.remember;
  const box = remember.querySelector("input");
  const keep = () => localStorage.setItem(PREFIX + event, location.search);
  const came = document.referrer ? new URL(document.referrer) : null;
  // The next state of the plan that is kept, and not somebody else's plan that was opened here.
  if (came?.pathname === location.pathname && stored(event) === came.search) keep();
  box.checked = stored(event) === location.search;
  box.addEventListener("change", () => (box.checked ? keep() : localStorage.removeItem(PREFIX + event)));
  remember.hidden = false;
}

const remembered = document.querySelector("[data-remembered]");
if (remembered && stored(remembered.dataset.remembered)) {
  const event = remembered.dataset.remembered;
  remembered.querySelector("a").search = stored(event);
  remembered.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(PREFIX + event);
    remembered.hidden = true;
  });
  remembered.hidden = false;
}
