// A form of facts saves its draft by itself a while after the last change. Without a script, its buttons do.

const form = document.querySelector("form.fact-form");
const said = document.getElementById("saving");
const WAIT = 8000;

let timer;
let changed = 0;
let running = null;

function say(what) {
  said.textContent = form.dataset[what];
}

function send() {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "save");
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
}

// Whoever signed in again has another token; the form goes on with it, and with the lock of what it had read.
async function renew() {
  const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector('form.fact-form input[name="csrf_token"]');
  if (token) form.elements.csrf_token.value = token.value;
  return Boolean(token);
}

async function save() {
  const upTo = changed;
  let answer = await send();
  if (answer.status === 400 && (await renew())) answer = await send();
  if (answer.redirected) return say("signedOut");
  const told = answer.ok ? await answer.json() : {};
  if (told.saved !== "draft") return say("unsaved");
  form.elements.lock.value = told.lock;
  if (upTo === changed) say("saved");
  else soon();
}

function start() {
  running = save()
    .catch(() => say("unsaved"))
    .finally(() => {
      running = null;
    });
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => (running ? soon() : start()), WAIT);
}

// What two people changed is for a person to choose; nothing is saved over it.
if (form && !document.getElementById("clashes")) {
  form.addEventListener("input", () => {
    changed += 1;
    say("unsaved");
    soon();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!running) return;
    // Two saves at once would look like two people.
    event.preventDefault();
    running.then(() => form.requestSubmit(event.submitter));
  });
}
