// A sensitive page is left at once: what it shows is covered before the next page has come over a slow line.
// In the chat the way out comes while one talks, so it is looked for when it is used.
let presses = 0;
let forget;
const go = (leave) => {
  const cover = document.createElement("div");
  cover.className = "left";
  document.body.replaceChildren(cover);
  document.title = "";
  // The neutral page takes this one's place in the history.
  location.replace(leave.href);
};
addEventListener("click", (event) => {
  const leave = event.target.closest?.("[data-leave]");
  if (!leave) return;
  event.preventDefault();
  go(leave);
});
addEventListener("keydown", (event) => {
  const leave = document.querySelector("[data-leave]");
  if (event.repeat || !leave) return;
  presses = event.key === "Shift" ? presses + 1 : 0;
  clearTimeout(forget);
  forget = setTimeout(() => (presses = 0), 3000);
  if (presses === 3) go(leave);
});
