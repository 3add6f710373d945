// Keys of the clerk's queue: J next, K back, A the first act of the card in focus, R the other one.
const cards = [...document.querySelectorAll("article.card")];
let at = -1;

function go(step) {
  if (!cards.length) return;
  at = Math.min(Math.max(at + step, 0), cards.length - 1);
  const link = cards[at].querySelector("h2 a");
  link.focus();
  cards[at].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j") go(1);
  else if (key === "k") go(-1);
  else if ((key === "a" || key === "r") && at >= 0) cards[at].querySelector(`[data-key="${key}"]`)?.focus();
});
