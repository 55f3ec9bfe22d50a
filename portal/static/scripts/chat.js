// Sends a turn of the chat without a new page, and appends the answer to the log, where it is read aloud.
const PATIENCE = 20_000;
const chat = document.querySelector("[data-chat]");
if (chat) {
  const log = chat.querySelector(".chat-log");
  const choices = chat.querySelector(".choices");
  const box = chat.querySelector(".chat-box");
  const field = box.querySelector("[name=text]");
  const problem = box.querySelector("[data-problem]");
  const switches = document.querySelector("[data-languages]");
  const { lang, dir } = document.documentElement;
  const { you, answer: told, wrong, late } = chat.dataset;
  const made = (tag, name, text) => {
    const shown = document.createElement(tag);
    // A list with a class, be it empty, has no bullets.
    if (name) shown.className = name;
    if (text) shown.textContent = text;
    return shown;
  };
  // Words in another language than the page's say so, to ears and to eyes.
  const spoken = (shown, language, direction) => {
    if (language && language !== lang) Object.assign(shown, { lang: language, dir: direction });
    return shown;
  };
  const link = (address, text, language) => {
    const shown = Object.assign(made("a", "", text), { href: address });
    if (language !== lang) shown.hreflang = language;
    return shown;
  };
  const line = (one, language) => {
    if (!one.address && !one.language) return document.createTextNode(one.text);
    const shown = one.address ? link(one.address, one.text, language) : made("bdi", "", one.text);
    if (one.language) Object.assign(shown, { lang: one.language, dir: one.direction });
    return shown;
  };
  const block = (one, language) => {
    const lists = { list: "ul", numbered: "ol" };
    const shown = made(lists[one.kind] || "p", lists[one.kind] ? "" : `told-${one.kind}`);
    one.lines.forEach((text, place) => {
      if (lists[one.kind]) {
        const item = made("li");
        item.append(line(text, language));
        shown.append(item);
      } else {
        if (place) shown.append(made("br"));
        shown.append(line(text, language));
      }
    });
    return shown;
  };
  const append = (name, who, ...parts) => {
    const turn = made("div", `turn ${name}`);
    // Who speaks is said in the language of the page, whatever that of the words.
    turn.append(Object.assign(made("p", "who", who), { lang, dir }), ...parts);
    log.append(turn);
    return turn;
  };
  const offer = (reply) => {
    spoken(choices, reply.language, reply.direction);
    choices.replaceChildren(...reply.buttons.map((button) => {
      const item = made("li");
      const shown = button.action ? made("button", "", button.label) : link(button.address, button.label, reply.language);
      shown.className = "button quiet";
      if (button.action) Object.assign(shown, { name: "action", value: button.action });
      item.append(shown);
      return item;
    }));
  };
  const show = (said, reply) => {
    const words = made("p");
    words.append(made("bdi", "", said));
    append("said", you, words);
    const files = reply.files.map((file) => {
      const shown = made("p");
      shown.append(link(file.address, file.title, reply.language));
      return shown;
    });
    const turn = append("told", told, ...reply.blocks.map((one) => block(one, reply.language)), ...files);
    offer(reply);
    return spoken(turn, reply.language, reply.direction);
  };
  const goOn = (reply) => {
    for (const kept of document.querySelectorAll("[name=memory]")) kept.value = reply.memory;
    // Who asked for another language goes on in it.
    for (const form of chat.querySelectorAll("form")) form.setAttribute("action", reply.address);
    const hidden = chat.querySelector("template");
    if (reply.sensitive && hidden) hidden.replaceWith(hidden.content);
    chat.querySelector(".chat-examples")?.remove();
  };
  const send = async (form, submitter) => {
    // Not every browser takes the button along by itself.
    const data = new FormData(form);
    if (submitter.name) data.append(submitter.name, submitter.value);
    const said = submitter.name ? submitter.textContent : data.get("text").trim();
    if (!said) return;
    problem.hidden = true;
    chat.setAttribute("aria-busy", "true");
    const patience = new AbortController();
    const bell = setTimeout(() => patience.abort(), PATIENCE);
    try {
      // The buttons are called "action", which hides the address of the form.
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" }, signal: patience.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const reply = await answer.json();
      const turn = show(said, reply);
      goOn(reply);
      // After a button the focus goes to the answer: in the box it would call up the keyboard of a phone, over the answer.
      turn.tabIndex = -1;
      (form === box ? field : turn).focus({ preventScroll: true });
      if (form === box) field.value = "";
      turn.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    } catch {
      problem.textContent = patience.signal.aborted ? late : wrong;
      problem.hidden = false;
    } finally {
      clearTimeout(bell);
      chat.removeAttribute("aria-busy");
    }
  };
  chat.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    // Another language is another page.
    if (!submitter || submitter.value.startsWith("language:")) return;
    event.preventDefault();
    if (!chat.hasAttribute("aria-busy")) send(event.target, submitter);
  });
  // What is typed and not sent yet goes along.
  switches.addEventListener("submit", () => (switches.querySelector("[name=text]").value = field.value));
}
