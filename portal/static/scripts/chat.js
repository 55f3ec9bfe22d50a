// Sends a turn of the chat without a new page, and appends the answer to the log, where it is read aloud.
const chat = document.querySelector("[data-chat]");
if (chat) {
  const log = chat.querySelector(".chat-log");
  const choices = chat.querySelector(".choices");
  const box = chat.querySelector(".chat-box");
  const field = box.querySelector("[name=text]");
  const problem = box.querySelector("[data-problem]");
  const names = { said: "", told: log.querySelector(".told .who").textContent };
  const made = (tag, name, text) => {
    const shown = document.createElement(tag);
    // A list with a class, be it empty, has no bullets.
    if (name) shown.className = name;
    if (text) shown.textContent = text;
    return shown;
  };
  const line = (told) => {
    if (!told.address && !told.language) return document.createTextNode(told.text);
    const shown = made(told.address ? "a" : "bdi", "", told.text);
    if (told.address) shown.href = told.address;
    if (told.language) shown.lang = told.language;
    return shown;
  };
  const block = (told) => {
    const lists = { list: "ul", numbered: "ol" };
    const shown = made(lists[told.kind] || "p", lists[told.kind] ? "" : `told-${told.kind}`);
    told.lines.forEach((one, place) => {
      if (lists[told.kind]) {
        const item = made("li");
        item.append(line(one));
        shown.append(item);
      } else {
        if (place) shown.append(made("br"));
        shown.append(line(one));
      }
    });
    return shown;
  };
  const append = (name, ...parts) => {
    const turn = made("div", `turn ${name}`);
    if (names[name]) turn.append(made("p", "who", names[name]));
    turn.append(...parts);
    log.append(turn);
    return turn;
  };
  const offer = (buttons) => {
    choices.replaceChildren(...buttons.map((button) => {
      const item = made("li");
      const shown = made(button.action ? "button" : "a", "button quiet", button.label);
      if (button.action) Object.assign(shown, { name: "action", value: button.action });
      else shown.href = button.address;
      item.append(shown);
      return item;
    }));
  };
  const send = async (form, submitter) => {
    // The buttons are called "action", which hides the address of the form.
    const data = new FormData(form, submitter);
    const said = submitter.name === "action" ? submitter.textContent : data.get("text").trim();
    if (!said) return;
    problem.hidden = true;
    chat.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const reply = await answer.json();
      const words = made("p");
      words.append(made("bdi", "", said));
      append("said", words);
      const files = reply.files.map((file) => {
        const shown = made("p");
        shown.append(Object.assign(made("a", "", file.title), { href: file.address }));
        return shown;
      });
      const turn = append("told", ...reply.blocks.map(block), ...files);
      offer(reply.buttons);
      for (const kept of chat.querySelectorAll("[name=memory]")) kept.value = reply.memory;
      field.value = "";
      turn.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      field.focus({ preventScroll: true });
    } catch {
      problem.textContent = chat.dataset.wrong;
      problem.hidden = false;
    } finally {
      chat.removeAttribute("aria-busy");
    }
  };
  chat.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    // Another language is another page.
    if (!submitter || (submitter.value || "").startsWith("language:")) return;
    event.preventDefault();
    if (!chat.hasAttribute("aria-busy")) send(event.target, submitter);
  });
}
