// The search box suggests services and life events while one types: an editable combobox with a list, of which nothing
// is chosen until the reader does (WAI-ARIA Authoring Practices). Without this script it is a plain form.
const PAUSE = 120;
const UNSPACED = /\p{Script=Han}/u;

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  const { suggestions: source, label, none, told, ...kinds } = form.dataset;
  const box = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    box.setAttribute(name, value);

  let active = -1;
  let waiting;
  let asking;
  let shown = "";

  const choose = (number) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = list.children[active];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const open = (yes) => {
    choose(-1);
    list.hidden = !yes;
    box.setAttribute("aria-expanded", String(yes));
  };
  const stop = () => {
    clearTimeout(waiting);
    asking?.abort();
    open(false);
    said.textContent = "";
  };
  const go = (option) => {
    stop();
    location.assign(option.dataset.address);
  };

  const offer = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((one, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = one.url;
        const title = document.createElement("span");
        title.textContent = one.title;
        if (one.language !== document.documentElement.lang) {
          const there = document.querySelector(`.languages [hreflang="${one.language}"]`);
          title.lang = one.language;
          title.dir = there?.dir || "auto";
        }
        const kind = document.createElement("span");
        kind.className = "tag";
        // Who types a code looks for it in the list.
        kind.textContent = one.code && /^\p{Nd}/u.test(shown) ? `${kinds[one.kind]} ${one.code}` : kinds[one.kind];
        option.append(title, " ", kind);
        return option;
      }),
    );
    open(suggestions.length > 0);
    said.textContent = suggestions.length ? told.split("|")[suggestions.length - 1] : none;
  };

  const ask = async () => {
    const typed = box.value.trim();
    if (typed.length < (UNSPACED.test(typed) ? 1 : 2)) {
      shown = "";
      return stop();
    }
    if (typed === shown && list.children.length) return open(true);
    asking?.abort();
    const mine = (asking = new AbortController());
    const address = new URL(source, location);
    address.searchParams.set("q", typed);
    // On a sensitive page not even the browser's own store may hold what was typed.
    const cache = document.querySelector("[data-leave]") ? "no-store" : "default";
    try {
      const answer = await fetch(address, { signal: mine.signal, cache });
      if (!answer.ok) return stop();
      const { suggestions } = await answer.json();
      if (mine.signal.aborted || document.activeElement !== box) return;
      shown = typed;
      offer(suggestions);
    } catch {
      // Stopped, or the line is down: then there is the plain search.
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };

  box.addEventListener("input", (event) => event.isComposing || soon());
  box.addEventListener("compositionend", soon);
  box.addEventListener("blur", stop);
  form.addEventListener("submit", stop);
  addEventListener("pageshow", (event) => event.persisted && stop());

  box.addEventListener("keydown", (event) => {
    // While an input method is open, its keys are its own.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const most = list.children.length - 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      event.preventDefault();
      ask();
    } else if (step && event.altKey) {
      if (step < 0) stop();
    } else if (step) {
      event.preventDefault();
      const next = active < 0 && step < 0 ? most : active + step;
      choose(next > most ? -1 : next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(list.children[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      stop();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      choose(-1);
    }
  });

  // The box keeps the focus while a finger or a pointer is on the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
}
