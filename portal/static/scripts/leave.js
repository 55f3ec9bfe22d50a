// A sensitive page is left at once: what it shows is covered before the next page has come over a slow line.
const leave = document.querySelector("[data-leave]");
if (leave) {
  let presses = 0;
  let forget;
  const go = () => {
    const cover = document.createElement("div");
    cover.className = "left";
    document.body.replaceChildren(cover);
    document.title = "";
    // The neutral page takes this one's place in the history.
    location.replace(leave.href);
  };
  leave.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? presses + 1 : 0;
    clearTimeout(forget);
    forget = setTimeout(() => (presses = 0), 3000);
    if (presses === 3) go();
  });
}
