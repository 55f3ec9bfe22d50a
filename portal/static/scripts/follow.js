// The code of a case that a QR code brings behind the "#", where no server sees it, goes into its field.
const follow = document.querySelector("#follow");
if (follow && location.hash.length > 1) {
  follow.code.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}
